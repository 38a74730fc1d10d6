import {
  fieldAt,
  isTrueAt,
  recordsAt,
  stringAt,
  stringMapAt,
} from '../fields/fieldAt';
import { conditionOf } from '../health/conditionOf';
import type { KubernetesObject } from '../object/KubernetesObject';
import { bytesOf, cpuCoresOf } from '../quantity/cpuCoresOf';
import type { NodeRow, RowBase } from './ResourceRow';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/**
 * The row of a Node. Zone, instance type and architecture come from the standard labels, with the names they had before
 * Kubernetes 1.17 as a second choice. Allocatable falls back to capacity, as in `kubectl describe node`.
 */
export function nodeRowOf(base: RowBase, object: KubernetesObject): NodeRow {
  const labels = stringMapAt(object, 'metadata', 'labels');
  const info = (field: string) =>
    stringAt(object, 'status', 'nodeInfo', field) ?? '';
  const internalIP = recordsAt(object, 'status', 'addresses')
    .filter(address => stringAt(address, 'type') === 'InternalIP')
    .map(address => stringAt(address, 'address'))
    .find(Boolean);
  const zone =
    labels['topology.kubernetes.io/zone'] ??
    labels['failure-domain.beta.kubernetes.io/zone'];
  const instanceType =
    labels['node.kubernetes.io/instance-type'] ??
    labels['beta.kubernetes.io/instance-type'];
  return {
    ...base,
    kind: 'Node',
    phase: phaseOf(object),
    roles: rolesOf(labels),
    version: info('kubeletVersion'),
    architecture: info('architecture') || (labels['kubernetes.io/arch'] ?? ''),
    operatingSystem:
      info('operatingSystem') || (labels['kubernetes.io/os'] ?? ''),
    ...(internalIP ? { internalIP } : {}),
    ...(zone ? { zone } : {}),
    ...(instanceType ? { instanceType } : {}),
    unschedulable: isTrueAt(object, 'spec', 'unschedulable'),
    allocatable: allocatableOf(object),
  };
}

function phaseOf(object: unknown): string {
  const ready = conditionOf(object, 'Ready');
  const known = ready?.status === 'True' ? 'Ready' : 'NotReady';
  const phase = ready === undefined ? 'Unknown' : known;
  return isTrueAt(object, 'spec', 'unschedulable')
    ? `${phase},SchedulingDisabled`
    : phase;
}

function rolesOf(labels: Readonly<Record<string, string>>): readonly string[] {
  const roles = Object.keys(labels)
    .filter(label => label.startsWith(ROLE_PREFIX))
    .map(label => label.slice(ROLE_PREFIX.length));
  const legacy = labels['kubernetes.io/role'];
  return [...new Set([...roles, ...(legacy ? [legacy] : [])])]
    .filter(role => role !== '')
    .sort();
}

function allocatableOf(object: unknown): NodeRow['allocatable'] {
  const amount = (resource: string) =>
    fieldAt(object, 'status', 'allocatable', resource) ??
    fieldAt(object, 'status', 'capacity', resource);
  const cpuCores = cpuCoresOf(amount('cpu'));
  const memoryBytes = bytesOf(amount('memory'));
  const pods = bytesOf(amount('pods'));
  return {
    ...(cpuCores === undefined ? {} : { cpuCores }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(pods === undefined ? {} : { pods }),
  };
}

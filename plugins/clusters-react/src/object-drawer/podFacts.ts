import type { KubernetesObject } from '@orrery/kubernetes-model';
import { listOf, numberOf, recordOf, textOf } from './jsonFields';

export interface ContainerFact {
  readonly name: string;
  readonly image: string;
  readonly role: 'container' | 'init' | 'ephemeral';
  /** `Running`, `Waiting: CrashLoopBackOff`, `Terminated: OOMKilled (exit 137)`; absent for a template. */
  readonly state?: string;
  readonly isIll: boolean;
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly lastEnd?: string;
  readonly ports: readonly string[];
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

export interface ConditionFact {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly sinceMs?: number;
}

/** Containers of a pod with their state, or those of a workload's pod template. */
export function containersOf(
  object: KubernetesObject,
): readonly ContainerFact[] {
  const spec = podSpecOf(object);
  const status = object.kind === 'Pod' ? recordOf(object.status) : {};
  const statuses = new Map(
    ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses']
      .flatMap(field => listOf(status[field]).map(recordOf))
      .map(each => [textOf(each.name), each] as const),
  );
  const read = (field: string, role: ContainerFact['role']) =>
    listOf(spec[field])
      .map(recordOf)
      .map(container =>
        containerFactOf(container, role, statuses.get(textOf(container.name))),
      );
  return [
    ...read('initContainers', 'init'),
    ...read('containers', 'container'),
    ...read('ephemeralContainers', 'ephemeral'),
  ];
}

export function conditionsOf(
  object: KubernetesObject,
): readonly ConditionFact[] {
  return listOf(recordOf(object.status).conditions)
    .map(recordOf)
    .map(condition => ({
      type: textOf(condition.type) ?? '',
      status: textOf(condition.status) ?? '',
      reason: textOf(condition.reason),
      message: textOf(condition.message),
      sinceMs: timeOf(condition.lastTransitionTime ?? condition.lastUpdateTime),
    }));
}

function podSpecOf(object: KubernetesObject): Record<string, unknown> {
  const spec = recordOf(object.spec);
  if (object.kind === 'Pod') return spec;
  const jobSpec =
    object.kind === 'CronJob'
      ? recordOf(recordOf(spec.jobTemplate).spec)
      : spec;
  return recordOf(recordOf(jobSpec.template).spec);
}

function containerFactOf(
  container: Record<string, unknown>,
  role: ContainerFact['role'],
  status: Record<string, unknown> | undefined,
): ContainerFact {
  const resources = recordOf(container.resources);
  const state = status && recordOf(status.state);
  const ended = status && recordOf(recordOf(status.lastState).terminated);
  return {
    name: textOf(container.name) ?? '',
    image: textOf(container.image) ?? '',
    role,
    state: state && stateTextOf(state),
    isIll: state !== undefined && isIll(state),
    ready: typeof status?.ready === 'boolean' ? status.ready : undefined,
    restarts: numberOf(status?.restartCount),
    lastEnd:
      ended && Object.keys(ended).length > 0 ? endTextOf(ended) : undefined,
    ports: listOf(container.ports)
      .map(recordOf)
      .map(port => `${port.containerPort}/${textOf(port.protocol) ?? 'TCP'}`),
    requests: textsOf(resources.requests),
    limits: textsOf(resources.limits),
  };
}

function stateTextOf(state: Record<string, unknown>): string {
  if (state.running) return 'Running';
  if (state.waiting) {
    const reason = textOf(recordOf(state.waiting).reason);
    return reason ? `Waiting: ${reason}` : 'Waiting';
  }
  if (state.terminated) {
    return `Terminated: ${endTextOf(recordOf(state.terminated))}`;
  }
  return 'Not started';
}

function endTextOf(terminated: Record<string, unknown>): string {
  const reason = textOf(terminated.reason) ?? 'ended';
  return `${reason} (exit ${numberOf(terminated.exitCode) ?? 'unknown'})`;
}

function isIll(state: Record<string, unknown>): boolean {
  if (state.waiting) {
    const reason = textOf(recordOf(state.waiting).reason) ?? '';
    return /BackOff|^Err|Error$/.test(reason);
  }
  return (
    Boolean(state.terminated) &&
    numberOf(recordOf(state.terminated).exitCode) !== 0
  );
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, amount]) => [
      name,
      String(amount),
    ]),
  );
}

function timeOf(value: unknown): number | undefined {
  const atMs = Date.parse(textOf(value) ?? '');
  return Number.isNaN(atMs) ? undefined : atMs;
}

import { stringAt } from '../fields/fieldAt';
import { groupOf } from '../object/ObjectReference';
import { conditionsHealth } from './conditionsHealth';
import { cronJobHealth } from './cronJobHealth';
import { daemonSetHealth } from './daemonSetHealth';
import { deploymentHealth } from './deploymentHealth';
import type { Health } from './Health';
import { jobHealth } from './jobHealth';
import { namespaceHealth } from './namespaceHealth';
import { nodeHealth } from './nodeHealth';
import { persistentVolumeClaimHealth } from './persistentVolumeClaimHealth';
import { podHealth } from './podHealth';
import { replicaSetHealth } from './replicaSetHealth';
import { serviceHealth } from './serviceHealth';
import { statefulSetHealth } from './statefulSetHealth';
import { terminatingHealth } from './terminatingHealth';

/** What a verdict needs beside the object. */
export interface HealthOptions {
  /** The time of the verdict, in ms since the epoch. */
  readonly nowMs: number;
  /** Needed for objects of a list, which do not carry their kind. Default: the object's own. */
  readonly kind?: { readonly group: string; readonly kind: string };
}

type HealthRule = (object: unknown, nowMs: number) => Health;

/** By kind and group: a `Service` of another group is not a Service. */
const RULES: Readonly<Record<string, HealthRule>> = {
  'Pod.': podHealth,
  'Deployment.apps': deploymentHealth,
  'StatefulSet.apps': statefulSetHealth,
  'DaemonSet.apps': daemonSetHealth,
  'ReplicaSet.apps': replicaSetHealth,
  'Job.batch': jobHealth,
  'CronJob.batch': cronJobHealth,
  'Service.': serviceHealth,
  'PersistentVolumeClaim.': persistentVolumeClaimHealth,
  'Node.': nodeHealth,
  'Namespace.': namespaceHealth,
};

/**
 * Health of one object, judged from that object alone; kinds without a rule of their own are judged by their
 * conditions.
 *
 * - Never throws and never fails: a field that is missing, `null` or of a wrong type reads as missing.
 * - Depends on `nowMs` only through deadlines: with the same object the same verdict is given for every instant
 *   before its `reviewAtMs` (from the instant asked about on), and for ever when it has none.
 * - An object that is being deleted is `Progressing` (`Terminating`), and `Degraded` one minute after it was due.
 *
 * Cost: one pass over containers and conditions.
 */
export function healthOf(object: unknown, options: HealthOptions): Health {
  const { nowMs } = options;
  const kind = options.kind?.kind ?? stringAt(object, 'kind') ?? '';
  const group = options.kind?.group ?? groupOf(stringAt(object, 'apiVersion'));
  const name = `${kind}.${group}`;
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : conditionsHealth;
  // A namespace says itself what keeps it; its rule takes care of deletion.
  return rule === namespaceHealth
    ? namespaceHealth(object, nowMs)
    : terminatingHealth(object, nowMs) ?? rule(object, nowMs);
}

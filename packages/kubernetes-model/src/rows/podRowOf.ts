import { recordAt, stringAt } from '../fields/fieldAt';
import { podContainersOf } from '../health/containerStates';
import { lastRestartOf } from '../health/lastRestartOf';
import type { Restart } from '../health/lastRestartOf';
import type { KubernetesObject } from '../object/KubernetesObject';
import { effectiveLimitsOf, effectiveRequestsOf } from './effectiveRequestsOf';
import { podPhaseOf } from './podPhaseOf';
import type { PodRow, RowBase } from './ResourceRow';
import { imagesOf } from './rowBaseOf';

/** The row of a Pod. */
export function podRowOf(base: RowBase, pod: KubernetesObject): PodRow {
  const containers = podContainersOf(pod);
  const restarted = lastRestartOf(containers);
  const node = stringAt(pod, 'spec', 'nodeName');
  const ip = stringAt(pod, 'status', 'podIP');
  const qosClass = stringAt(pod, 'status', 'qosClass');
  return {
    ...base,
    kind: 'Pod',
    ...podPhaseOf(pod, containers),
    ...(restarted === undefined ? {} : { lastRestart: toRestart(restarted) }),
    ...(node ? { node } : {}),
    ...(ip ? { ip } : {}),
    images: imagesOf(recordAt(pod, 'spec')),
    ...(qosClass ? { qosClass } : {}),
    requests: effectiveRequestsOf(pod),
    limits: effectiveLimitsOf(pod),
  };
}

function toRestart({ container, termination }: Restart): PodRow['lastRestart'] {
  const { reason, exitCode, finishedAtMs } = termination;
  return {
    container,
    reason: reason || 'Error',
    exitCode,
    ...(finishedAtMs === undefined ? {} : { atMs: finishedAtMs }),
  };
}

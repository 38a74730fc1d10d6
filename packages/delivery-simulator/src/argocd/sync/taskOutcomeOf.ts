import {
  conditionOf,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { resourceHealthOf } from '../health/resourceHealthOf';
import type { OperationPhase, SyncResult, SyncTask } from './SyncTask';

/** How a task that runs stands now: a hook by its end, a resource by its health. */
export function taskOutcomeOf(
  task: SyncTask,
  live: KubernetesObject | undefined,
): Pick<SyncResult, 'hookPhase' | 'message'> | undefined {
  return task.hook ? hookOutcome(live) : resourceOutcome(live);
}

/** How a hook stands, by its end. */
export function hookOutcome(live: KubernetesObject | undefined): {
  readonly hookPhase: OperationPhase;
  readonly message: string;
} {
  if (!live)
    return { hookPhase: 'Failed', message: 'hook was deleted while it ran' };
  switch (live.kind) {
    case 'Job':
      return jobOutcome(live);
    case 'Pod':
      return podOutcome(live);
    default: {
      const health = resourceHealthOf(live);
      const message = health?.message ?? '';
      if (!health || health.status === 'Healthy') {
        return { hookPhase: 'Succeeded', message };
      }
      return {
        hookPhase: health.status === 'Degraded' ? 'Failed' : 'Running',
        message,
      };
    }
  }
}

function jobOutcome(live: KubernetesObject) {
  const failed = conditionOf(live, 'Failed');
  if (failed?.status === 'True') {
    return { hookPhase: 'Failed' as const, message: failed.message };
  }
  const complete = conditionOf(live, 'Complete');
  return complete?.status === 'True'
    ? { hookPhase: 'Succeeded' as const, message: complete.message }
    : { hookPhase: 'Running' as const, message: '' };
}

function podOutcome(live: KubernetesObject) {
  const message = stringAt(live, 'status', 'message') ?? '';
  switch (stringAt(live, 'status', 'phase')) {
    case 'Succeeded':
      return { hookPhase: 'Succeeded' as const, message };
    case 'Failed':
      return { hookPhase: 'Failed' as const, message };
    default:
      return { hookPhase: 'Running' as const, message };
  }
}

/** A resource that is under way stays as it was; one that is gone was pruned. */
function resourceOutcome(live: KubernetesObject | undefined) {
  const health = live && resourceHealthOf(live);
  if (!health || health.status === 'Healthy' || health.status === 'Suspended') {
    return { hookPhase: 'Succeeded' as const, message: '' };
  }
  return health.status === 'Degraded'
    ? { hookPhase: 'Failed' as const, message: health.message ?? '' }
    : undefined;
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { PathStep } from '../compare/parseJqPath';
import type { ResourceName } from '../tracking/resourceKeyOf';
import type { HookDeletePolicy, HookType } from './hookOf';

export type SyncPhase = HookType;
export type OperationPhase =
  | 'Running'
  | 'Terminating'
  | 'Failed'
  | 'Error'
  | 'Succeeded';

/** One thing that a sync does: apply an object, run a hook, or (without `desired`) prune. */
export interface SyncTask {
  readonly phase: SyncPhase;
  readonly wave: number;
  readonly name: ResourceName;
  readonly version: string;
  readonly desired?: KubernetesObject;
  readonly live?: KubernetesObject;
  readonly hook?: {
    readonly type: HookType;
    readonly deletePolicies: readonly HookDeletePolicy[];
  };
  readonly ignoredPaths: readonly (readonly PathStep[])[];
  readonly sharedWith?: string;
}

/** What became of a task; an entry of `status.operationState.syncResult.resources`. */
export interface SyncResult extends ResourceName {
  readonly version: string;
  readonly status?: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  readonly message: string;
  readonly hookType?: HookType;
  readonly hookPhase?: OperationPhase;
  readonly syncPhase: SyncPhase;
  readonly images?: readonly string[];
}

/** Tells the tasks of one sync apart. */
export function taskKeyOf(task: {
  readonly phase: SyncPhase;
  readonly name: ResourceName;
}): string {
  const { group, kind, namespace, name } = task.name;
  return `${task.phase} ${group}/${kind}/${namespace}/${name}`;
}

/** The task that a result is of. */
export function resultKeyOf(result: SyncResult): string {
  return taskKeyOf({ phase: result.syncPhase, name: result });
}

/** Whether a task came to a bad end. */
export function isFailedResult(result: SyncResult): boolean {
  return (
    result.status === 'SyncFailed' ||
    result.hookPhase === 'Failed' ||
    result.hookPhase === 'Error'
  );
}

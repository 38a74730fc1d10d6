import type { Application } from '../application/Application';
import { ARGO_MANAGER } from '../argoKinds';
import { destinationOf, type ArgoContext } from './ArgoContext';
import { ended, type OperationStep } from './endOperation';
import type { OperationState } from './OperationState';

/** Ends an operation on request; hooks that run are deleted. */
export async function terminateOperation(
  context: ArgoContext,
  application: Application,
  state: OperationState,
): Promise<OperationStep> {
  const destination = destinationOf(context, application.destination);
  const results = state.syncResult?.results ?? [];
  const running = results.filter(
    each => each.hookType && each.hookPhase === 'Running',
  );
  if (typeof destination !== 'string') {
    for (const { group, version, kind, namespace, name } of running) {
      const apiVersion = group ? `${group}/${version}` : version;
      await destination.cluster.delete(
        { apiVersion, kind, name, ...(namespace ? { namespace } : {}) },
        { manager: ARGO_MANAGER, propagationPolicy: 'Background' },
      );
    }
  }
  const message = 'Operation terminated';
  const stopped = results.map(each =>
    running.includes(each)
      ? { ...each, hookPhase: 'Failed' as const, message: 'Terminated' }
      : each,
  );
  return ended(
    context,
    {
      ...state,
      ...(state.syncResult
        ? { syncResult: { ...state.syncResult, results: stopped } }
        : {}),
    },
    'Failed',
    message,
  );
}

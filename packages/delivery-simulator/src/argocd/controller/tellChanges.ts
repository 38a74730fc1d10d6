import {
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { ARGO_EVENT_SOURCE } from '../argoKinds';
import type { ArgoContext } from './ArgoContext';
import type { OperationState } from './OperationState';

/** Says in events what changed, worded as Argo CD words it. */
export function tellChanges(
  context: ArgoContext,
  object: KubernetesObject,
  before: JsonMap,
  next: JsonMap,
  ended: OperationState | undefined,
): void {
  if (ended) {
    const isPartial =
      recordsAt(ended.operation, 'sync', 'resources').length > 0;
    const what = isPartial ? 'Partial sync operation' : 'Sync operation';
    const revisions = ended.syncResult?.revisions.join(', ');
    const to = revisions ? ` to ${revisions}` : '';
    const isGood = ended.phase === 'Succeeded';
    const how = isGood ? 'succeeded' : `failed: ${ended.message}`;
    recordEvent(
      context,
      object,
      isGood ? 'Normal' : 'Warning',
      'OperationCompleted',
      `${what}${to} ${how}`,
    );
  }
  for (const [field, words] of [
    ['sync', 'sync status'],
    ['health', 'health status'],
  ]) {
    const from = stringAt(before, field, 'status') ?? '';
    const to = stringAt(next, field, 'status') ?? '';
    if (from !== to) {
      recordEvent(
        context,
        object,
        'Normal',
        'ResourceUpdated',
        `Updated ${words}: ${from} -> ${to}`,
      );
    }
  }
}

/** An event of an Application. */
export function recordEvent(
  { control }: ArgoContext,
  regarding: KubernetesObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  control.recordEvent({
    regarding,
    type,
    reason,
    message,
    source: ARGO_EVENT_SOURCE,
  });
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { DeleteRequest, ResourceId } from './ClusterStore';

/**
 * The object as an API deletion leaves it: marked, with the finalizer of its propagation policy, or `undefined`
 * when nothing holds it back. Times are whole seconds, as on the wire.
 */
export function deletionOf(
  resource: ResourceId,
  object: KubernetesObject,
  request: DeleteRequest,
  nowMs: number,
): KubernetesObject | undefined {
  const graceSeconds = graceSecondsOf(resource, object, request);
  const pendingSeconds = object.metadata.deletionGracePeriodSeconds;
  const keepsMark =
    object.metadata.deletionTimestamp !== undefined &&
    pendingSeconds !== undefined &&
    graceSeconds >= pendingSeconds;
  const marked: KubernetesObject = {
    ...object,
    metadata: {
      ...object.metadata,
      finalizers: finalizersAfter(object, request),
      ...(keepsMark
        ? {}
        : {
            deletionTimestamp: toTimestamp(nowMs + graceSeconds * 1000),
            deletionGracePeriodSeconds: graceSeconds,
          }),
    },
    ...(resource === 'namespaces' ? { status: { phase: 'Terminating' } } : {}),
  };
  return isReleased(resource, marked) ? undefined : marked;
}

/** Whether an object that is being deleted is held by nothing any more. */
export function isReleased(
  resource: ResourceId,
  object: KubernetesObject,
): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } =
    object.metadata;
  if (deletionTimestamp === undefined || (finalizers ?? []).length > 0)
    return false;
  if (resource === 'pods') return deletionGracePeriodSeconds === 0;
  if (resource === 'namespaces')
    return namespaceFinalizersOf(object).length === 0;
  return true;
}

/** RFC 3339 in whole seconds. */
export function toTimestamp(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

function finalizersAfter(
  object: KubernetesObject,
  { propagationPolicy }: DeleteRequest,
): readonly string[] | undefined {
  const finalizers = object.metadata.finalizers;
  if (propagationPolicy === undefined) return finalizers;
  const kept = (finalizers ?? []).filter(
    finalizer => finalizer !== 'foregroundDeletion' && finalizer !== 'orphan',
  );
  if (propagationPolicy === 'Foreground')
    return [...kept, 'foregroundDeletion'];
  if (propagationPolicy === 'Orphan') return [...kept, 'orphan'];
  return finalizers === undefined ? undefined : kept;
}

/** Only pods wait; those that no node runs, or that ended, do not. */
function graceSecondsOf(
  resource: ResourceId,
  object: KubernetesObject,
  request: DeleteRequest,
): number {
  if (resource !== 'pods') return 0;
  const spec = recordOf(object.spec);
  const phase = recordOf(object.status).phase;
  if (!spec.nodeName || phase === 'Succeeded' || phase === 'Failed') return 0;
  const declared = spec.terminationGracePeriodSeconds;
  return (
    request.gracePeriodSeconds ?? (typeof declared === 'number' ? declared : 30)
  );
}

function namespaceFinalizersOf(object: KubernetesObject): readonly unknown[] {
  const finalizers = recordOf(object.spec).finalizers;
  return Array.isArray(finalizers) ? finalizers : [];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

import { refOf } from '../../reconciling/refOf';
import type { Application } from '../application/Application';
import { ARGO_MANAGER, RESOURCES_FINALIZER } from '../argoKinds';
import { syncOptionsOf } from '../sync/syncOptionsOf';
import { instanceNameOf } from '../tracking/trackingIdOf';
import { destinationOf, type ArgoContext } from './ArgoContext';

/**
 * Deletes what an Application deployed, where its finalizer asks for that, and lets it go once all is gone. What says
 * `Delete=false` or `Prune=false` stays. Without its destination there is nothing to wait for.
 */
export async function deleteApplication(
  context: ArgoContext,
  application: Application,
): Promise<void> {
  const finalizers = application.object.metadata.finalizers ?? [];
  const own = finalizers.filter(each => each.startsWith(RESOURCES_FINALIZER));
  if (own.length === 0) return;
  const destination = destinationOf(context, application.destination);
  if (typeof destination !== 'string') {
    const { cluster, live } = destination;
    const tracked = live.tracked(instanceNameOf(application));
    const doomed = [...tracked.values()].filter(each => {
      const options = syncOptionsOf(each);
      const isKept =
        options.get('delete') === 'false' || options.get('prune') === 'false';
      return !isKept && (each.metadata.ownerReferences ?? []).length === 0;
    });
    const isBackground = own.some(each => each.endsWith('/background'));
    for (const object of doomed) {
      if (object.metadata.deletionTimestamp) continue;
      await cluster.delete(refOf(object), {
        manager: ARGO_MANAGER,
        propagationPolicy: isBackground ? 'Background' : 'Foreground',
      });
    }
    // Every deletion is heard of, and brings this here again.
    if (doomed.some(each => cluster.get(refOf(each)))) return;
  }
  const left = finalizers.filter(each => !own.includes(each));
  await context.control.mergePatch(
    refOf(application.object),
    { metadata: { finalizers: left.length > 0 ? left : null } },
    { manager: ARGO_MANAGER },
  );
}

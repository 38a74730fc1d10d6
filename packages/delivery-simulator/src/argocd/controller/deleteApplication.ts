import { refOf } from '../../reconciling/refOf';
import type { Application } from '../application/Application';
import {
  ARGO_MANAGER,
  POST_DELETE_FINALIZER,
  RESOURCES_FINALIZER,
} from '../argoKinds';
import { isPostDeleteHook } from '../sync/hookOf';
import { syncOptionsOf } from '../sync/syncOptionsOf';
import { instanceNameOf } from '../tracking/trackingIdOf';
import {
  destinationOf,
  type ArgoContext,
  type Destination,
} from './ArgoContext';
import { runPostDeleteHooks } from './runPostDeleteHooks';

/**
 * Deletes what an Application deployed, where its finalizer asks for that, then runs its hooks for afterwards, and lets it go
 * once all is done. What says `Delete=false` or `Prune=false` stays. Without its destination there is nothing to wait for.
 */
export async function deleteApplication(
  context: ArgoContext,
  application: Application,
): Promise<void> {
  const finalizers = application.object.metadata.finalizers ?? [];
  const cascading = finalizers.filter(each =>
    each.startsWith(RESOURCES_FINALIZER),
  );
  const following = finalizers.filter(each =>
    each.startsWith(POST_DELETE_FINALIZER),
  );
  const destination = destinationOf(context, application.destination);
  if (typeof destination === 'string') {
    await letGo(context, application, [...cascading, ...following]);
  } else if (cascading.length > 0) {
    const isBackground = cascading.some(each => each.endsWith('/background'));
    if (await deleteResources(application, destination, isBackground)) {
      await letGo(context, application, cascading);
    }
  } else if (following.length > 0) {
    if (await runPostDeleteHooks(context, application, destination)) {
      await letGo(context, application, following);
    }
  }
}

/** Whether all is gone; every deletion is heard of, and brings this here again. */
async function deleteResources(
  application: Application,
  { cluster, live }: Destination,
  isBackground: boolean,
): Promise<boolean> {
  const tracked = live.tracked(instanceNameOf(application));
  const doomed = [...tracked.values()].filter(each => {
    const options = syncOptionsOf(each);
    const isKept =
      options.get('delete') === 'false' ||
      options.get('prune') === 'false' ||
      isPostDeleteHook(each);
    return !isKept && (each.metadata.ownerReferences ?? []).length === 0;
  });
  for (const object of doomed) {
    if (object.metadata.deletionTimestamp) continue;
    await cluster.delete(refOf(object), {
      manager: ARGO_MANAGER,
      propagationPolicy: isBackground ? 'Background' : 'Foreground',
    });
  }
  return doomed.every(each => cluster.get(refOf(each)) === undefined);
}

/** Without some of its finalizers: when these were the last ones, it is gone. */
async function letGo(
  context: ArgoContext,
  { object }: Application,
  done: readonly string[],
): Promise<void> {
  if (done.length === 0) return;
  const left = (object.metadata.finalizers ?? []).filter(
    each => !done.includes(each),
  );
  await context.control.mergePatch(
    refOf(object),
    { metadata: { finalizers: left.length > 0 ? left : null } },
    { manager: ARGO_MANAGER },
  );
}

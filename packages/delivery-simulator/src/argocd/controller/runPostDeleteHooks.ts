import { parseTimeMs, type KubernetesObject } from '@orrery/kubernetes-model';
import { refOf } from '../../reconciling/refOf';
import type { Application } from '../application/Application';
import { ARGO_MANAGER, POST_DELETE_FINALIZER } from '../argoKinds';
import { placeDesired } from '../compare/placeDesired';
import { hookOf } from '../sync/hookOf';
import { hookOutcome } from '../sync/taskOutcomeOf';
import { instanceNameOf, withTrackingId } from '../tracking/trackingIdOf';
import type { ArgoContext, Destination } from './ArgoContext';

const FINALIZERS = [POST_DELETE_FINALIZER, `${POST_DELETE_FINALIZER}/cleanup`];

/** The finalizers of an Application that has hooks for the time after it, or has none any more. */
export function finalizersWithHooks(
  before: readonly string[],
  hasHooks: boolean,
): readonly string[] {
  const others = before.filter(each => !FINALIZERS.includes(each));
  return hasHooks ? [...others, ...FINALIZERS] : others;
}

/**
 * Runs the hooks for the time after an Application, of what its sources say now. Resolves with whether all have ended well; the
 * end of each is heard of, and brings this here again. One that failed holds the Application up, as in Argo CD.
 */
export async function runPostDeleteHooks(
  context: ArgoContext,
  application: Application,
  { cluster }: Destination,
): Promise<boolean> {
  const { objects } = await context.reader.read({
    application,
    sources: application.sources,
    destination: cluster,
  });
  const { metadata } = application.object;
  const deletedAtMs = parseTimeMs(metadata.deletionTimestamp) ?? 0;
  const { postDeleteHooks } = placeDesired(
    objects,
    cluster,
    instanceNameOf(application),
    application.destination.namespace,
  );
  const hooks = postDeleteHooks.map(hook =>
    named(hook, application, deletedAtMs),
  );
  const request = {
    manager: ARGO_MANAGER,
    propagationPolicy: 'Background',
  } as const;
  let isOver = true;
  for (const hook of hooks) {
    const live = cluster.get(refOf(hook));
    const createdAtMs = parseTimeMs(live?.metadata.creationTimestamp) ?? 0;
    if (live && createdAtMs >= deletedAtMs) {
      isOver &&= hookOutcome(live).hookPhase === 'Succeeded';
      continue;
    }
    if (live) await cluster.delete(refOf(hook), request);
    await cluster.create(hook, { manager: ARGO_MANAGER });
    isOver = false;
  }
  if (!isOver) return false;
  for (const hook of hooks) {
    if (hookOf(hook)?.deletePolicies.includes('HookSucceeded')) {
      await cluster.delete(refOf(hook), request);
    }
  }
  return true;
}

function named(
  hook: KubernetesObject,
  application: Application,
  deletedAtMs: number,
): KubernetesObject {
  const { generateName, ...metadata } = hook.metadata;
  if (!generateName) return hook;
  const name = `${generateName}postdelete-${Math.floor(deletedAtMs / 1_000)}`;
  return withTrackingId(
    { ...hook, metadata: { ...metadata, name } },
    instanceNameOf(application),
    application.destination.namespace,
  );
}

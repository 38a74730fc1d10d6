import type { StoredRelease } from '../../helm/release/HelmRelease';
import type { HookEvent } from '../../helm/render/RenderedChart';
import { parseManifests } from '../../manifests/parseManifests';
import { refOf } from '../../reconciling/refOf';
import { waitForHealth } from '../health/waitForHealth';
import type { ActionContext } from './ActionContext';
import { inNamespace } from './releaseObjects';

const DEFAULT_POLICY = 'before-hook-creation';

/** Runs the hooks of a release for `event`, by weight and name, each to its end. Throws an Error in Helm's words. */
export async function runHooks(
  { cluster, manager, spec, signal }: ActionContext,
  release: Pick<StoredRelease, 'hooks'>,
  event: HookEvent,
  timeoutMs: number,
): Promise<number> {
  const hooks = release.hooks
    .filter(each => each.events.includes(event))
    .sort((a, b) => a.weight - b.weight || (a.name < b.name ? -1 : 1));
  for (const hook of hooks) {
    const policies =
      hook.deletePolicies.length > 0 ? hook.deletePolicies : [DEFAULT_POLICY];
    const [parsed] = parseManifests(hook.manifest, hook.path);
    const object = inNamespace(cluster, parsed, spec);
    const ref = refOf(object);
    const remove = () =>
      cluster.delete(ref, { manager, propagationPolicy: 'Background' });
    if (policies.includes(DEFAULT_POLICY)) await remove();
    await cluster.apply(object, { manager, force: true });
    const outcome = await waitForHealth({
      cluster,
      refs: [ref],
      timeoutMs,
      signal,
      waitsForJobs: true,
    });
    const isDone = outcome.kind === 'healthy';
    if (policies.includes(isDone ? 'hook-succeeded' : 'hook-failed')) {
      await remove();
    }
    if (!isDone) {
      const cause =
        outcome.kind === 'failed'
          ? `job ${hook.name} failed: BackoffLimitExceeded`
          : 'context deadline exceeded';
      throw new Error(`failed ${event}: 1 error occurred:\n\t* ${cause}`);
    }
  }
  return hooks.length;
}

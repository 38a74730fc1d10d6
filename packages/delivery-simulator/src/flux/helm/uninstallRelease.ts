import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { StoredRelease } from '../../helm/release/HelmRelease';
import { refOf } from '../../reconciling/refOf';
import type { ActionContext } from './ActionContext';
import { releaseObjects } from './releaseObjects';
import { runHooks } from './runHooks';

export async function uninstallRelease(
  context: ActionContext,
): Promise<StoredRelease | undefined> {
  const { cluster, manager, owner, spec, storage } = context;
  const history = storage.list();
  const [last] = history;
  if (!last) return undefined;
  const { runsHooks, timeoutMs } = spec.uninstall;
  if (runsHooks) await runHooks(context, last, 'pre-delete', timeoutMs);
  const objects = releaseObjects(cluster, owner, spec, last);
  for (const object of [...objects].reverse()) {
    if (isKept(object)) continue;
    await cluster.delete(refOf(object), {
      manager,
      propagationPolicy: 'Background',
    });
  }
  if (runsHooks) await runHooks(context, last, 'post-delete', timeoutMs);
  if (spec.uninstall.keepsHistory) {
    const gone: StoredRelease = {
      ...last,
      status: 'uninstalled',
      description: 'Uninstallation complete',
      deletedAtMs: cluster.nowMs(),
    };
    await storage.replace(gone);
    return gone;
  }
  for (const each of history) await storage.delete(each.revision);
  return last;
}

/** Whether an object outlives its release. */
export function isKept({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.['helm.sh/resource-policy'] === 'keep';
}

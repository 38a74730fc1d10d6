import type { StoredRelease } from '../../helm/release/HelmRelease';
import type { FluxContext } from '../FluxContext';
import { formatObject } from '../formatObject';
import type { ActionContext } from './ActionContext';
import { detectDrift } from './detectDrift';
import { releaseObjects } from './releaseObjects';

/** Compares the cluster with the release as `spec.driftDetection` says, and corrects what differs unless it only warns. */
export async function correctDrift(
  context: FluxContext,
  action: ActionContext,
  release: StoredRelease,
): Promise<void> {
  const { cluster, manager, owner, spec } = action;
  if (spec.drift === 'disabled') return;
  const objects = releaseObjects(cluster, owner, spec, release);
  const drifts = await detectDrift(action, objects);
  if (drifts.length === 0) return;
  const shown = `Cluster state of release ${release.namespace}/${release.name}.v${release.revision}`;
  context.event(
    'Warning',
    'DriftDetected',
    `${shown} has drifted from the desired state:\n${drifts
      .map(each => each.text)
      .join('\n')}`,
  );
  if (spec.drift === 'warn') return;
  for (const { wanted } of drifts) {
    await cluster.apply(wanted, { manager, force: true });
  }
  context.event(
    'Normal',
    'DriftCorrected',
    `${shown} has been corrected:\n${drifts
      .map(
        each =>
          `${formatObject(each.wanted)} ${
            each.isMissing ? 'created' : 'patched'
          }`,
      )
      .join('\n')}`,
  );
}

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterSource } from './ClusterSource';

/** Lets a module of the `clusters` plugin bring clusters of its own. */
export interface ClustersExtensionPoint {
  /** Sources added here come after those of the configuration; a name that is taken already is reported and skipped. */
  addClusterSource(source: ClusterSource): void;
}

export const clustersExtensionPoint =
  createExtensionPoint<ClustersExtensionPoint>({ id: 'orrery.clusters' });

import type { ClusterRegistry } from '@orrery/backstage-plugin-clusters-node';
import type { KubernetesAccess } from '../access/createKubernetesAccess';
import type { PortalAccess } from '../access/createPortalAccess';

/** What reading and writing single objects runs on. */
export interface ObjectServices {
  readonly registry: Pick<ClusterRegistry, 'find'>;
  readonly portal: PortalAccess;
  readonly kubernetes: KubernetesAccess;
  readonly nowMs: () => number;
}

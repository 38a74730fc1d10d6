import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { ClusterRegistry } from '@orrery/backstage-plugin-clusters-node';
import type { Clock, LiveQueries } from '@orrery/watch-cache';
import type { KubernetesAccess } from '../access/createKubernetesAccess';
import type { PortalAccess } from '../access/createPortalAccess';
import type { CachePool } from './createCachePool';

/** What live queries run on; one of each in the process. */
export interface LiveServices {
  readonly registry: Pick<ClusterRegistry, 'clusters' | 'find' | 'subscribe'>;
  readonly portal: PortalAccess;
  readonly kubernetes: KubernetesAccess;
  readonly pool: CachePool;
  /** Shared computations; they linger for reconnects. */
  readonly queries: LiveQueries<LiveRow>;
  readonly clock: Clock;
}

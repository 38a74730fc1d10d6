import { createApiRef } from '@backstage/core-plugin-api';
import type { LiveConnection } from './LiveConnection';

/** The tab's one live connection; the clusters plugin provides it. */
export const liveConnectionApiRef = createApiRef<LiveConnection>({
  id: 'plugin.clusters.live',
});

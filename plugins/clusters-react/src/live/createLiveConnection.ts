import type { DiscoveryApi, IdentityApi } from '@backstage/core-plugin-api';
import type { ClusterTokensApi } from '../tokens/ClusterTokensApi';
import { readClusterTokens } from '../tokens/readClusterTokens';
import { createBrowserClock } from './createBrowserClock';
import { LiveConnection } from './LiveConnection';
import { openSocketIo } from './openSocketIo';
import { scheduleFrame } from './scheduleFrame';

/** The connection of a real browser tab. */
export function createLiveConnection({
  discoveryApi,
  identityApi,
  clusterTokens,
}: {
  readonly discoveryApi: DiscoveryApi;
  readonly identityApi: IdentityApi;
  readonly clusterTokens: ClusterTokensApi;
}): LiveConnection {
  return new LiveConnection({
    openSocket: openSocketIo,
    getAccess: async providers => {
      const [baseUrl, { token }, tokens] = await Promise.all([
        discoveryApi.getBaseUrl('clusters'),
        identityApi.getCredentials(),
        readClusterTokens(clusterTokens, providers),
      ]);
      return {
        baseUrl,
        ...(token && { token }),
        ...(Object.keys(tokens).length > 0 && { clusterTokens: tokens }),
      };
    },
    clock: createBrowserClock(),
    scheduleFrame,
  });
}

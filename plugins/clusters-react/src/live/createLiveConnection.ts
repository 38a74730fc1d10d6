import type { DiscoveryApi, IdentityApi } from '@backstage/core-plugin-api';
import { createBrowserClock } from './createBrowserClock';
import { LiveConnection } from './LiveConnection';
import { openSocketIo } from './openSocketIo';
import { scheduleFrame } from './scheduleFrame';

/** The connection of a real browser tab. */
export function createLiveConnection({
  discoveryApi,
  identityApi,
}: {
  readonly discoveryApi: DiscoveryApi;
  readonly identityApi: IdentityApi;
}): LiveConnection {
  return new LiveConnection({
    openSocket: openSocketIo,
    getAccess: async () => {
      const [baseUrl, { token }] = await Promise.all([
        discoveryApi.getBaseUrl('clusters'),
        identityApi.getCredentials(),
      ]);
      return { baseUrl, token };
    },
    clock: createBrowserClock(),
    scheduleFrame,
  });
}

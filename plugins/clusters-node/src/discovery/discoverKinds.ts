import { ClusterError } from '../ClusterError';
import type { CallOptions } from '../connection/ClusterConnection';
import type { HttpCaller } from '../connection/HttpCaller';
import type { DiscoveredKind } from '../connection/KindRef';
import {
  parseAggregatedDiscovery,
  parseLegacyIndex,
  parseLegacyResources,
  type GroupVersions,
} from './parseDiscovery';

/** Both forms of aggregated discovery, then the legacy one. Source: apidiscovery.k8s.io, GA since Kubernetes 1.30. */
const accept = ['v2', 'v2beta1']
  .map(
    version =>
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
  )
  .concat('application/json')
  .join(',');

/**
 * Every served kind: the core group first, then as the server orders its groups. Two requests where aggregated discovery is
 * served, else one more per group and version. A group whose aggregated API is down is left out.
 */
export async function discoverKinds(
  caller: HttpCaller,
  options: CallOptions = {},
): Promise<readonly DiscoveredKind[]> {
  const parts = await Promise.all(
    ['/api', '/apis'].map(path => discoverIndex(caller, path, options)),
  );
  return parts.flat();
}

async function discoverIndex(
  caller: HttpCaller,
  path: string,
  options: CallOptions,
): Promise<readonly DiscoveredKind[]> {
  const what = `discover ${path}`;
  const answer = await caller.callJson(
    { ...options, method: 'GET', path, what, headers: { accept }, retry: true },
    (value, response) =>
      response.headers['content-type']?.includes('as=APIGroupDiscoveryList')
        ? { kinds: parseAggregatedDiscovery(value) }
        : { groups: parseLegacyIndex(value) },
  );
  if (answer.kinds) return answer.kinds;
  const lists = await Promise.all(
    answer.groups.map(group => discoverGroup(caller, group, options)),
  );
  return lists.flat();
}

async function discoverGroup(
  caller: HttpCaller,
  { group, versions }: GroupVersions,
  options: CallOptions,
): Promise<DiscoveredKind[]> {
  const seen = new Set<string>();
  const kinds: DiscoveredKind[] = [];
  // In order of preference: `seen` decides which version is the preferred one of a resource.
  for (const version of versions) {
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    try {
      kinds.push(
        ...(await caller.callJson(
          {
            ...options,
            method: 'GET',
            path,
            what: `discover ${path}`,
            retry: true,
          },
          value => parseLegacyResources(value, group, version, seen),
        )),
      );
    } catch (error) {
      if (!isBrokenAggregatedApi(error)) throw error;
    }
  }
  return kinds;
}

/** An extension API server that is down answers 503 or 404 for its group only; the others are still known. */
function isBrokenAggregatedApi(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    (error.status === 503 || error.status === 404)
  );
}

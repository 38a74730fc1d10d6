import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import type { ClusterTokensApi } from '../tokens/ClusterTokensApi';
import { readClusterTokens } from '../tokens/readClusterTokens';
import {
  clusterTokenHeaderOf,
  liveQueryToSearchParams,
} from '@orrery/backstage-plugin-clusters-common';
import type {
  ClusterList,
  EventList,
  LiveQuery,
  ObjectDetail,
  ObjectPage,
  OwnerList,
} from '@orrery/backstage-plugin-clusters-common';
import type {
  ClustersApi,
  ObjectReference,
  RequestOptions,
} from './ClustersApi';
import { ClustersError } from './ClustersError';
import { parseErrorBody } from './parseErrorBody';

export interface ClustersClientOptions {
  readonly discoveryApi: DiscoveryApi;
  readonly fetchApi: FetchApi;
  /** For clusters that want the viewer's own token. */
  readonly clusterTokens: ClusterTokensApi;
}

/** The REST adapter of `ClustersApi`. */
export class ClustersClient implements ClustersApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #clusterTokens: ClusterTokensApi;
  /** Those that some cluster asked for; no token is fetched for others. */
  readonly #providers = new Set<string>();

  constructor({
    discoveryApi,
    fetchApi,
    clusterTokens,
  }: ClustersClientOptions) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
    this.#clusterTokens = clusterTokens;
  }

  listClusters(options?: RequestOptions): Promise<ClusterList> {
    return this.#get('/v1/clusters', options);
  }

  listObjects(query: LiveQuery, options?: RequestOptions): Promise<ObjectPage> {
    return this.#get(`/v1/objects?${liveQueryToSearchParams(query)}`, options);
  }

  getObject(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<ObjectDetail> {
    return this.#get(pathOf(reference), options);
  }

  getOwners(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<OwnerList> {
    return this.#get(pathOf(reference, '/owners'), options);
  }

  getEvents(
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<EventList> {
    return this.#get(pathOf(reference, '/events'), options);
  }

  /** The backend's answers are trusted to keep the contract of clusters-common; its tests hold it to that. */
  async #get<T>(path: string, options: RequestOptions = {}): Promise<T> {
    try {
      return await this.#ask(path, options);
    } catch (error) {
      const provider =
        error instanceof ClustersError
          ? error.details.tokenProvider
          : undefined;
      if (provider === undefined || this.#providers.has(provider)) throw error;
      this.#providers.add(provider);
      return this.#ask(path, options);
    }
  }

  async #ask<T>(path: string, { signal }: RequestOptions): Promise<T> {
    const [baseUrl, tokens] = await Promise.all([
      this.#discoveryApi.getBaseUrl('clusters'),
      readClusterTokens(this.#clusterTokens, this.#providers),
    ]);
    const headers = Object.fromEntries(
      Object.entries(tokens).map(([provider, token]) => [
        clusterTokenHeaderOf(provider),
        token,
      ]),
    );
    let response: Response;
    try {
      response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
        signal,
        headers,
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ClustersError(
        'UNREACHABLE',
        'The Orrery backend does not answer',
        {},
        { cause },
      );
    }
    if (!response.ok) {
      // A proxy's error page is not JSON; the status says enough then.
      const body: unknown = await response.json().catch(() => undefined);
      throw parseErrorBody(response.status, body, `GET ${path}`);
    }
    return response.json();
  }
}

function pathOf(
  { cluster, kind, name, namespace }: ObjectReference,
  tail = '',
): string {
  const path = ['/v1/clusters', cluster, 'objects', kind, name]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
  const search = namespace ? `?${new URLSearchParams({ namespace })}` : '';
  return `${path}${tail}${search}`;
}

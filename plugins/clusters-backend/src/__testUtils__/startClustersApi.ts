import request, { type Test } from 'supertest';
import {
  startTestClusters,
  type TestClusters,
  type TestClustersOptions,
} from './startTestClusters';

export interface ClustersApi extends TestClusters {
  /** A signed-in request of a path under `/api/clusters`. */
  get(path: string): Test;
  patch(path: string): Test;
  delete(path: string): Test;
}

/** Starts backends for the tests of a file, each stopped after its test. */
export function startsClustersApi(): (
  options: TestClustersOptions,
) => Promise<ClustersApi> {
  const started = new Set<TestClusters>();
  afterEach(async () => {
    await Promise.all([...started].map(clusters => clusters.stop()));
    started.clear();
  });
  return async options => {
    const clusters = await startTestClusters(options);
    started.add(clusters);
    const agent = () => request(clusters.server);
    return {
      ...clusters,
      get: path => agent().get(`/api/clusters${path}`),
      patch: path => agent().patch(`/api/clusters${path}`),
      delete: path => agent().delete(`/api/clusters${path}`),
    };
  };
}

/** Names of the rows of an answer, in its order. */
export function namesOf(body: {
  readonly items: readonly { readonly name: string }[];
}): string[] {
  return body.items.map(({ name }) => name);
}

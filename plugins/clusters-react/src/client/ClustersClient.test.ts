import { ClustersClient } from './ClustersClient';
import type { ClusterTokensApi } from '../tokens/ClusterTokensApi';
import { ClustersError } from './ClustersError';

/** A client whose next answer is scripted; `asked` collects the URLs. */
function clientAnswering(
  answer: (headers: Headers) => Response | Promise<Response>,
  clusterTokens: ClusterTokensApi = {
    getToken: async () => undefined,
    signIn: async () => {},
  },
) {
  const asked: string[] = [];
  const client = new ClustersClient({
    discoveryApi: { getBaseUrl: async plugin => `http://portal/api/${plugin}` },
    fetchApi: {
      fetch: async (input, init) => {
        asked.push(String(input));
        return answer(new Headers(init?.headers));
      },
    },
    clusterTokens,
  });
  return { client, asked };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('ClustersClient', () => {
  it('asks for objects with the query as parameters', async () => {
    const { client, asked } = clientAnswering(() => json({ items: [] }));
    await client.listObjects({
      clusters: ['eu'],
      kind: 'Pod',
      namespace: ['shop'],
      selector: 'app=a,b!=c',
    });
    const url = new URL(asked[0]);
    expect(url.pathname).toBe('/api/clusters/v1/objects');
    expect([...url.searchParams]).toEqual([
      ['cluster', 'eu'],
      ['kind', 'Pod'],
      ['namespace', 'shop'],
      ['selector', 'app=a,b!=c'],
    ]);
  });

  it('escapes every part of an object’s path', async () => {
    const { client, asked } = clientAnswering(() => json({}));
    await client.getOwners({
      cluster: 'a/b',
      kind: 'Pod',
      name: 'x?y',
      namespace: 'shop',
    });
    await client.getObject({ cluster: 'eu', kind: 'Node', name: 'n1' });
    expect(asked).toEqual([
      'http://portal/api/clusters/v1/clusters/a%2Fb/objects/Pod/x%3Fy/owners?namespace=shop',
      'http://portal/api/clusters/v1/clusters/eu/objects/Node/n1',
    ]);
  });

  it('rejects with the code, message and details of the backend', async () => {
    const body = {
      error: {
        name: 'NotAllowedError',
        message: 'list pods',
        code: 'FORBIDDEN',
        details: { namespace: 'hr' },
      },
    };
    const { client } = clientAnswering(() => json(body, 403));
    expect(await failureOf(client.listClusters())).toEqual(
      new ClustersError('FORBIDDEN', 'list pods', { namespace: 'hr' }),
    );
    expect(await failureOf(client.listClusters())).toMatchObject({
      code: 'FORBIDDEN',
      details: { namespace: 'hr' },
    });
  });

  it.each([
    [401, 'UNAUTHORIZED'],
    [404, 'RESOURCE_NOT_FOUND'],
    [429, 'RATE_LIMITED'],
    [502, 'UNREACHABLE'],
    [500, 'INTERNAL_ERROR'],
  ])(
    'finds a code for status %d without a body of ours',
    async (status, code) => {
      const { client } = clientAnswering(
        () => new Response('<html>', { status }),
      );
      expect(
        await failureOf(
          client.getEvents({ cluster: 'eu', kind: 'Pod', name: 'a' }),
        ),
      ).toMatchObject({ code });
    },
  );

  it('says so when nothing answers', async () => {
    const { client } = clientAnswering(() =>
      Promise.reject(new TypeError('Failed to fetch')),
    );
    expect(await failureOf(client.listClusters())).toMatchObject({
      code: 'UNREACHABLE',
    });
  });

  it('rejects with the reason of its signal when aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('left the page');
    const { client } = clientAnswering(() => {
      controller.abort(reason);
      return Promise.reject(new TypeError('aborted'));
    });
    expect(
      await failureOf(client.listClusters({ signal: controller.signal })),
    ).toBe(reason);
  });

  describe('with clusters that want the token of the viewer', () => {
    const HEADER = 'Backstage-Kubernetes-Authorization-oidc-okta';
    const wantsToken = (headers: Headers) =>
      headers.get(HEADER) === 'mine'
        ? json({ items: [] })
        : json(
            {
              error: {
                code: 'UNAUTHORIZED',
                message: 'sign in with okta',
                details: { tokenProvider: 'okta' },
              },
            },
            401,
          );
    const POD = { cluster: 'eu', kind: 'Pod', name: 'a' };

    it('asks for a token only when a cluster wants one, and sends it from then on', async () => {
      const getToken = jest.fn(async () => 'mine');
      const { client, asked } = clientAnswering(wantsToken, {
        getToken,
        signIn: async () => {},
      });
      expect(await client.getEvents(POD)).toEqual({ items: [] });
      expect(asked).toHaveLength(2);
      await client.getEvents(POD);
      expect(asked).toHaveLength(3);
      expect(getToken).toHaveBeenCalledWith('okta');
    });

    it.each([
      ['there is none', async () => undefined],
      ['it cannot be had', () => Promise.reject(new Error('popup blocked'))],
    ])('says what to sign in with when %s', async (_case, getToken) => {
      const { client, asked } = clientAnswering(wantsToken, {
        getToken,
        signIn: async () => {},
      });
      expect(await failureOf(client.getEvents(POD))).toMatchObject({
        code: 'UNAUTHORIZED',
        message: 'sign in with okta',
      });
      expect(asked).toHaveLength(2);
    });
  });
});

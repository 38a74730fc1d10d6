import {
  liveQueryLimits,
  parseLiveCredentials,
  parseLiveQuery,
  parseSubscribeRequest,
} from './parseLiveQuery';

const query = { clusters: ['prod'], kind: 'Pod' };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `n${index}`);

describe('parseLiveQuery()', () => {
  it('accepts the least and the most of a query, unchanged', () => {
    expect(parseLiveQuery({ clusters: [], kind: 'Pod' })).toEqual({
      ok: true,
      value: { clusters: [], kind: 'Pod' },
    });
    const full = {
      clusters: many(liveQueryLimits.clusters),
      kind: 'ingresses.networking.k8s.io',
      namespace: many(liveQueryLimits.namespaces),
      selector: 'app in (a,b)',
      text: 'x'.repeat(liveQueryLimits.textLength),
      health: ['Failed', 'Degraded'],
      sort: [{ field: 'name', direction: 'asc' }],
      window: { offset: 0, limit: liveQueryLimits.windowLimit },
    };
    expect(parseLiveQuery(full)).toEqual({ ok: true, value: full });
  });

  it.each([
    ['nothing', undefined, 'request'],
    ['text', 'Pod', 'request'],
    ['no clusters', { kind: 'Pod' }, 'clusters'],
    ['51 clusters', { ...query, clusters: many(51) }, 'clusters'],
    ['a cluster that is no text', { ...query, clusters: [7] }, 'clusters.0'],
    ['a control character', { ...query, clusters: ['a\nb'] }, 'clusters.0'],
    ['no kind', { clusters: [] }, 'kind'],
    ['a kind with a path', { ...query, kind: '../secrets' }, 'kind'],
    ['51 namespaces', { ...query, namespace: many(51) }, 'namespace'],
    ['a long selector', { ...query, selector: 'a'.repeat(1001) }, 'selector'],
    ['a long text', { ...query, text: 'a'.repeat(201) }, 'text'],
    ['an unknown state', { ...query, health: ['Sick'] }, 'health.0'],
    [
      'an unknown direction',
      { ...query, sort: [{ field: 'name', direction: 'up' }] },
      'sort.0.direction',
    ],
    [
      'a window too large',
      { ...query, window: { offset: 0, limit: 5001 } },
      'window.limit',
    ],
    [
      'an empty window',
      { ...query, window: { offset: 0, limit: 0 } },
      'window.limit',
    ],
    [
      'a negative offset',
      { ...query, window: { offset: -1, limit: 1 } },
      'window.offset',
    ],
    [
      'a fraction',
      { ...query, window: { offset: 0.5, limit: 1 } },
      'window.offset',
    ],
    ['a typing error', { ...query, namespaces: ['shop'] }, 'namespaces'],
  ])('refuses %s, naming the field', (_name, input, field) => {
    const parsed = parseLiveQuery(input);
    expect(parsed.ok ? [] : Object.keys(parsed.details)).toEqual([field]);
  });

  it('says what is wrong in words, for every field at once', () => {
    expect(
      parseLiveQuery({ clusters: 'prod', kind: '', colour: 'red' }),
    ).toEqual({
      ok: false,
      details: {
        clusters: 'must be a list of cluster names',
        kind: 'must not be empty',
        colour: 'is not a known field',
      },
    });
  });
});

describe('parseSubscribeRequest()', () => {
  it('names fields of the query as the request does', () => {
    expect(
      parseSubscribeRequest({
        subscription: 's',
        query: { ...query, kind: 7 },
        resume: { epoch: 'e', revision: -1 },
      }),
    ).toEqual({
      ok: false,
      details: {
        'query.kind': 'must be a kind such as Pod, or plural.group',
        'resume.revision': `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
      },
    });
  });
});

describe('parseLiveCredentials()', () => {
  it('accepts a token with tokens of clusters, and refuses what is no token', () => {
    const credentials = { token: 't', clusterTokens: { okta: 'o' } };
    expect(parseLiveCredentials(credentials)).toEqual({
      ok: true,
      value: credentials,
    });
    expect(parseLiveCredentials({})).toEqual({
      ok: false,
      details: { token: 'must be a token' },
    });
    expect(
      parseLiveCredentials({ token: 't', clusterTokens: { okta: 7 } }),
    ).toMatchObject({ ok: false });
  });
});

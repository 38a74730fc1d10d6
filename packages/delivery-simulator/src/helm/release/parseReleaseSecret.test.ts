import { gunzipSync } from 'node:zlib';
import { redisCacheChart } from '../../charts/demo/redisCacheChart';
import type { StoredRelease } from './HelmRelease';
import { parseReleaseSecret } from './parseReleaseSecret';
import { toReleaseSecret } from './toReleaseSecret';

const release: StoredRelease = {
  name: 'cache',
  namespace: 'shop',
  revision: 3,
  status: 'failed',
  description: 'Upgrade "cache" failed',
  notes: '',
  firstDeployedAtMs: 1_000,
  lastDeployedAtMs: 61_000,
  deletedAtMs: 99_000,
  chart: redisCacheChart('0.4.2', '7.4.2'),
  values: { replicaCount: 2 },
  manifest: '---\n# Source: a\nkind: A\n',
  hooks: [
    {
      name: 'h',
      kind: 'Job',
      path: 'p',
      manifest: 'm',
      events: ['pre-install'],
      weight: -5,
      deletePolicies: ['hook-succeeded'],
    },
  ],
  labels: { team: 'a' },
};

describe('toReleaseSecret()', () => {
  it('is named, typed and labelled as Helm does', () => {
    const { metadata, type } = toReleaseSecret(release);
    expect(type).toBe('helm.sh/release.v1');
    expect(metadata).toEqual({
      name: 'sh.helm.release.v1.cache.v3',
      namespace: 'shop',
      labels: {
        team: 'a',
        createdAt: '61',
        name: 'cache',
        owner: 'helm',
        status: 'failed',
        version: '3',
      },
    });
    expect(toReleaseSecret(release, 70_000).metadata.labels).toMatchObject({
      modifiedAt: '70',
    });
  });

  it('holds compressed JSON, encoded by Helm and once more by Kubernetes', () => {
    const { data } = toReleaseSecret(release);
    const encoded = Buffer.from(
      JSON.parse(JSON.stringify(data)).release,
      'base64',
    ).toString('utf8');
    const json = JSON.parse(
      gunzipSync(Buffer.from(encoded, 'base64')).toString('utf8'),
    );
    expect(json).toMatchObject({
      name: 'cache',
      version: 3,
      info: { status: 'failed', last_deployed: '1970-01-01T00:01:01.000Z' },
    });
  });
});

describe('parseReleaseSecret()', () => {
  it('gives back what was stored', () => {
    const { chart, ...rest } = parseReleaseSecret(toReleaseSecret(release));
    const { chart: stored, ...expected } = release;
    expect(rest).toEqual(expected);
    expect([...chart.keys()].sort()).toEqual([...stored.keys()].sort());
    expect(chart.get('templates/service.yaml')).toBe(
      stored.get('templates/service.yaml'),
    );
  });

  it.each(['', 'bm90IGEgcmVsZWFzZQ==', Buffer.from('{').toString('base64')])(
    'refuses %j',
    data => {
      const secret = { metadata: { name: 's' }, data: { release: data } };
      expect(() => parseReleaseSecret(secret)).toThrow(
        'release: the Secret holds no release',
      );
    },
  );
});

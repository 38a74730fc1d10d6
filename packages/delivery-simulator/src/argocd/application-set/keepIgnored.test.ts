import type { KubernetesObject } from '@orrery/kubernetes-model';
import { keepIgnored } from './keepIgnored';

const app = (spec: Record<string, unknown>): KubernetesObject => ({
  metadata: { name: 'shop' },
  spec,
});
const set = (...entries: Record<string, unknown>[]): KubernetesObject => ({
  metadata: { name: 'set' },
  spec: { ignoreApplicationDifferences: entries },
});

describe('keepIgnored()', () => {
  const wanted = app({
    syncPolicy: { automated: {}, retry: { limit: 1 } },
    source: { targetRevision: 'main', helm: { parameters: [{ value: '1' }] } },
  });

  it('leaves automation off where somebody turned it off', () => {
    const live = app({ syncPolicy: { retry: { limit: 3 } } });
    expect(
      keepIgnored(
        set({ jsonPointers: ['/spec/syncPolicy/automated'] }),
        wanted,
        live,
      ).spec,
    ).toMatchObject({ syncPolicy: { retry: { limit: 1 } } });
    expect(
      keepIgnored(
        set({ jsonPointers: ['/spec/syncPolicy/automated'] }),
        wanted,
        live,
      ).spec,
    ).not.toHaveProperty('syncPolicy.automated');
  });

  it('keeps what somebody set, also in lists and by jq', () => {
    const live = app({
      source: {
        targetRevision: 'v2',
        helm: { parameters: [{ value: '7' }] },
      },
      info: [{ name: 'a' }],
    });
    expect(
      keepIgnored(
        set({
          jsonPointers: ['/spec/source/helm/parameters/0/value', '/spec/info'],
          jqPathExpressions: ['.spec.source.targetRevision', '.spec[]'],
        }),
        wanted,
        live,
      ).spec,
    ).toEqual({
      ...Object(wanted.spec),
      source: {
        targetRevision: 'v2',
        helm: { parameters: [{ value: '7' }] },
      },
      info: [{ name: 'a' }],
    });
  });

  it('is for the Applications that are named, or for all', () => {
    const live = app({ source: { targetRevision: 'v2' } });
    const pointers = { jsonPointers: ['/spec/source/targetRevision'] };
    const specOf = (entry: Record<string, unknown>) =>
      keepIgnored(set(entry), wanted, live).spec;
    expect(specOf({ name: 'other', ...pointers })).toEqual(wanted.spec);
    expect(specOf({ name: 'shop', ...pointers })).toMatchObject({
      source: { targetRevision: 'v2' },
    });
    expect(specOf({})).toEqual(wanted.spec);
  });
});

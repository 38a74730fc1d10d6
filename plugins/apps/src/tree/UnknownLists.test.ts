import { unknownListsOf } from './UnknownLists';
import type { KindAnswer } from './UnknownLists';

const pods = (fields: Omit<KindAnswer, 'kind'>) =>
  unknownListsOf([{ kind: 'Pod', ...fields }]);

describe('unknownListsOf()', () => {
  it.each(['live', 'stale', 'failed', 'loading'] as const)(
    'knows a list that was complete once, %s as it is now',
    state => {
      const freshness = [{ cluster: 'eu', state, synced: true }];
      expect(pods({ freshness }).of('Pod', 'eu', 'shop')).toBeUndefined();
    },
  );

  it.each(['stale', 'failed', 'loading'] as const)(
    'misses a list that is %s and was never complete',
    state => {
      const freshness = [{ cluster: 'eu', state, synced: false }];
      expect(pods({ freshness }).of('Pod', 'eu')).toEqual({
        kind: 'missing',
        words: 'pods not loaded yet',
      });
    },
  );

  it('says what the viewer may not list', () => {
    const freshness = [
      {
        cluster: 'eu',
        state: 'forbidden',
        synced: false,
        cause: 'list pods in payments',
      },
      {
        cluster: 'us',
        state: 'live',
        synced: true,
        forbiddenNamespaces: ['hr'],
      },
    ] as const;
    const unknown = pods({ freshness });
    const wordsOf = (cluster: string, namespace: string) =>
      unknown.of('Pod', cluster, namespace)?.words;
    expect(wordsOf('eu', 'payments')).toBe(
      'not permitted: list pods in payments',
    );
    expect(wordsOf('us', 'hr')).toBe('not permitted: list pods in hr');
    expect(wordsOf('us', 'shop')).toBeUndefined();
    expect(wordsOf('withheld', 'shop')).toBe('not permitted: list pods');
  });

  it('gives the reason of a kind that was refused as a whole', () => {
    const unknown = pods({ freshness: [], error: new Error('list pods') });
    expect(unknown.of('Pod', 'eu')?.words).toBe('list pods');
  });

  it('takes a kind that nobody asked for as known', () => {
    expect(unknownListsOf([]).of('Job', 'eu')).toBeUndefined();
  });
});

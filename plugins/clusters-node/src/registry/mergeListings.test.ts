import type { ClusterEntry } from '../cluster/ClusterEntry';
import { mergeListings, type SourceState } from './mergeListings';

function entry(name: string, url = 'https://k8s'): ClusterEntry {
  return { name, url, auth: { kind: 'anonymous' } };
}

function state(
  name: string,
  entries: readonly ClusterEntry[],
  extra: Partial<SourceState> = {},
): SourceState {
  return {
    source: { name, list: async () => [] },
    listing: { entries, problems: [] },
    ...extra,
  };
}

describe('mergeListings()', () => {
  it('keeps the order of sources, and lets the first of a name win', () => {
    const { entries, problems } = mergeListings([
      state('one', [entry('b'), entry('a')]),
      state('two', [entry('a'), entry('c')]),
    ]);
    expect(
      entries.map(({ entry: { name }, source }) => [name, source]),
    ).toEqual([
      ['b', 'one'],
      ['a', 'one'],
      ['c', 'two'],
    ]);
    expect(problems).toEqual([
      {
        source: 'two',
        entry: 'a',
        message: 'skipped: the name is taken already by one',
      },
    ]);
  });

  it('keeps what a source listed before it failed, and says why it failed', () => {
    const { entries, problems } = mergeListings([
      state('one', [entry('a')], { failure: 'no answer' }),
    ]);
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([
      { source: 'one', entry: 'one', message: 'no answer' },
    ]);
  });

  it('skips an unusable entry, whose name is then free', () => {
    const { entries, problems } = mergeListings([
      state('one', [entry('a', 'nonsense')]),
      state('two', [entry('a')]),
    ]);
    expect(entries.map(({ source }) => source)).toEqual(['two']);
    expect(problems).toEqual([
      { source: 'one', entry: 'a', message: 'url is not a URL' },
    ]);
  });
});

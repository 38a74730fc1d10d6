import { mergeFreshness } from './mergeFreshness';

describe('mergeFreshness()', () => {
  it('takes the worst state per cluster with its cause', () => {
    expect(
      mergeFreshness([
        [
          { cluster: 'b', state: 'live', synced: true },
          { cluster: 'a', state: 'live', synced: true },
        ],
        [
          {
            cluster: 'b',
            state: 'stale',
            synced: true,
            asOfMs: 5,
            cause: 'refused',
          },
        ],
      ]),
    ).toEqual([
      { cluster: 'a', state: 'live', synced: true },
      {
        cluster: 'b',
        state: 'stale',
        synced: true,
        asOfMs: 5,
        cause: 'refused',
      },
    ]);
  });

  it('is synced only when every kind is, and names every namespace left out', () => {
    expect(
      mergeFreshness([
        [
          {
            cluster: 'a',
            state: 'live',
            synced: true,
            forbiddenNamespaces: ['pay'],
          },
        ],
        [
          {
            cluster: 'a',
            state: 'live',
            synced: false,
            forbiddenNamespaces: ['hr', 'pay'],
          },
        ],
      ]),
    ).toEqual([
      {
        cluster: 'a',
        state: 'live',
        synced: false,
        forbiddenNamespaces: ['hr', 'pay'],
      },
    ]);
  });
});

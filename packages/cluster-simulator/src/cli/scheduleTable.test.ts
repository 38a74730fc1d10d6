import { scheduleTable } from './scheduleTable';

describe('scheduleTable()', () => {
  it('lists what happens when to whom, and what became of it', () => {
    const target = { kind: 'Service', namespace: 'shop', name: 'cart' };
    const startMs = Date.UTC(2026, 2, 2, 9, 1);
    const planned = { cluster: 'prod-eu', startMs, lastsMs: 900_000 };
    expect(
      scheduleTable([
        {
          ...planned,
          kind: 'bad-image',
          target,
          visibility: 'visible',
          state: 'started',
          incident: 'bad-image-1',
        },
        {
          ...planned,
          kind: 'node-not-ready',
          target: { kind: 'Node', name: 'n1' },
          visibility: 'quiet',
          state: 'planned',
        },
      ]),
    ).toBe(
      [
        'START             FOR  CLUSTER  KIND            TARGET     SHOWS    STATE',
        '2026-03-02 09:01  15m  prod-eu  bad-image       shop/cart  visible  bad-image-1',
        '2026-03-02 09:01  15m  prod-eu  node-not-ready  n1         quiet    planned',
      ].join('\n'),
    );
  });

  it('says when there is nothing', () => {
    expect(scheduleTable([])).toBe('nothing happens by itself');
  });
});

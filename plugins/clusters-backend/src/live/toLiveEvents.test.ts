import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import { toLiveRow } from '../objects/toLiveRow';
import { pod } from '../__testUtils__/objects';
import { ROWS_PER_EVENT, toLiveEvents } from './toLiveEvents';

const row = (name: string): LiveRow =>
  toLiveRow('prod', { group: '', kind: 'Pod' }, pod(name), 0);
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => row(`p${index}`));
const summary = { total: 1, byHealth: { Healthy: 1 } };
const before = { epoch: 'e', revision: 1 };
const position = { epoch: 'e', revision: 2 };

describe('toLiveEvents()', () => {
  it('sends an empty snapshot as one part', () => {
    expect(
      toLiveEvents(
        's',
        { kind: 'snapshot', position, rows: [], summary },
        undefined,
        [],
      ),
    ).toEqual([
      {
        event: 'resources:snapshot',
        subscription: 's',
        position,
        rows: [],
        part: 0,
        parts: 1,
        summary,
        freshness: [],
      },
    ]);
  });

  it('numbers the parts of a large snapshot', () => {
    const events = toLiveEvents(
      's',
      { kind: 'snapshot', position, rows: rows(ROWS_PER_EVENT + 1), summary },
      undefined,
      [],
    );
    expect(
      events.map(
        event =>
          'part' in event && [event.part, event.parts, event.rows.length],
      ),
    ).toEqual([
      [0, 2, ROWS_PER_EVENT],
      [1, 2, 1],
    ]);
  });

  it('deletes first, and moves the position on with the last message of a batch only', () => {
    const update = {
      kind: 'changes',
      position,
      created: [row('a')],
      updated: [row('b')],
      deleted: ['prod|shop/c'],
      summary,
    } as const;
    expect(toLiveEvents('s', update, before, [])).toEqual([
      {
        event: 'resource:deleted',
        subscription: 's',
        position: before,
        ids: ['prod|shop/c'],
      },
      {
        event: 'resource:created',
        subscription: 's',
        position: before,
        rows: [row('a')],
      },
      {
        event: 'resource:updated',
        subscription: 's',
        position,
        rows: [row('b')],
        summary,
      },
    ]);
  });

  it('sends a change of the summary alone as an update without rows', () => {
    const update = {
      kind: 'changes',
      position,
      created: [],
      updated: [],
      deleted: [],
      summary,
    } as const;
    expect(toLiveEvents('s', update, before, [])).toEqual([
      {
        event: 'resource:updated',
        subscription: 's',
        position,
        rows: [],
        summary,
      },
    ]);
  });
});

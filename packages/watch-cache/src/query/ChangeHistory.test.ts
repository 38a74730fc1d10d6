import { ChangeHistory } from './ChangeHistory';

const none = { created: [], updated: [], deleted: [] };

describe('ChangeHistory', () => {
  it('tells what was touched since a revision, and whether it was there then', () => {
    const history = new ChangeHistory(100);
    history.append({ ...none, created: ['a', 'b'] });
    history.append({ ...none, updated: ['a'], deleted: ['b'] });
    history.append({ ...none, created: ['b'] });
    const since = (revision: number) =>
      Object.fromEntries(history.touchedSince(revision) ?? []);
    expect(history.revision).toBe(3);
    expect(since(0)).toEqual({ a: false, b: false });
    expect(since(1)).toEqual({ a: true, b: true });
    expect(since(2)).toEqual({ b: false });
    expect(since(3)).toEqual({});
  });

  it('does not know revisions that were never, or are no longer there', () => {
    const history = new ChangeHistory(4);
    history.append({ ...none, created: ['a', 'b'] });
    history.append({ ...none, deleted: ['a'] });
    expect(history.touchedSince(0)).toBeUndefined();
    expect(history.touchedSince(1)?.size).toBe(1);
    for (const never of [3, -1, 0.5, NaN]) {
      expect(history.touchedSince(never)).toBeUndefined();
    }
  });

  it('forgets everything before a batch larger than itself', () => {
    const history = new ChangeHistory(2);
    history.append({ ...none, created: ['a', 'b', 'c'] });
    expect(history.touchedSince(0)).toBeUndefined();
    expect(history.touchedSince(1)?.size).toBe(0);
  });
});

import { podRow } from '../testing/liveRows';
import { mergeSortedRows } from './mergeSortedRows';

const rows = (text: string) => text.split('').map(name => podRow(name));
const byName = (a: { name: string }, b: { name: string }) =>
  a.name.localeCompare(b.name);

describe('mergeSortedRows()', () => {
  it.each([
    ['ace', '', 'bdf', 'abcdef'],
    ['abc', 'b', '', 'ac'],
    ['abc', 'b', 'b', 'abc'],
    ['', '', 'ba', 'ab'],
  ])('merges %s without %s with %s to %s', (before, removed, added, after) => {
    const removedIds = new Set(rows(removed).map(row => row.id));
    const merged = mergeSortedRows(
      rows(before),
      removedIds,
      rows(added),
      byName,
    );
    expect(merged.map(row => row.name).join('')).toBe(after);
  });
});

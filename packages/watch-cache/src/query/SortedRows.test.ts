import fc from 'fast-check';
import { SortedRows } from './SortedRows';

const compare = (a: number, b: number) => a - b;

describe('SortedRows', () => {
  it('equals sorting anew after any changes, few or many at once', () => {
    const numbers = fc.uniqueArray(fc.nat(500), { maxLength: 120 });
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 8 }), steps => {
        const rows = new SortedRows<number>(compare);
        const expected = new Set<number>();
        for (const step of steps) {
          const removed = step.filter(value => expected.has(value));
          const inserted = step.filter(value => !expected.has(value));
          rows.change(removed, inserted);
          for (const value of removed) expected.delete(value);
          for (const value of inserted) expected.add(value);
          expect(rows.slice(0)).toEqual([...expected].sort(compare));
          expect(rows.size).toBe(expected.size);
        }
      }),
      { seed: 1 },
    );
  });

  it('compares a few rows, not all of them, for one change', () => {
    const counted = jest.fn(compare);
    const rows = new SortedRows<number>(counted);
    rows.change(
      [],
      Array.from({ length: 10_000 }, (_, n) => n * 2),
    );
    counted.mockClear();
    rows.change([4_000], [5_001]);
    expect(counted.mock.calls.length).toBeLessThan(32);
  });
});

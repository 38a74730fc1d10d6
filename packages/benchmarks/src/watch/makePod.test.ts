import { makePod } from './makePod';

describe('makePod()', () => {
  it('makes the same pod of the same numbers, about as large as real ones', () => {
    const text = JSON.stringify(makePod(7, 1_000, 3));
    expect(text).toBe(JSON.stringify(makePod(7, 1_000, 3)));
    expect(text.length).toBeGreaterThan(5_000);
    expect(text.length).toBeLessThan(6_500);
  });

  it('names every pod differently', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => {
      const { namespace, name } = makePod(index, 1, 0).metadata;
      return `${namespace}/${name}`;
    });
    expect(new Set(names).size).toBe(10_000);
  });
});

import { commonKnots, createCurveShelf } from './createCurveShelf';

const times = (...values: number[]) => Float64Array.from(values);

describe('createCurveShelf()', () => {
  it('makes of a curve only what is not known of it', () => {
    const shelf = createCurveShelf(10);
    const asked: number[] = [];
    const rateAt = (knot: number) => {
      asked.push(knot);
      return 10 * knot;
    };
    shelf.turn(times(0, 1_000, 2_000), 0);
    expect(shelf.curve('a', rateAt).totalAt(2_000)).toBe(20);
    shelf.turn(times(0, 1_000, 1_500, 3_000), 2);
    shelf.turn(times(0, 1_000, 1_500, 3_000, 4_000), 4);
    expect(shelf.curve('a', rateAt).totalAt(4_000)).toBe(5 + 7.5 + 37.5 + 35);
    expect(shelf.curve('a', rateAt)).toBe(shelf.curve('a', rateAt));
    expect(asked).toEqual([0, 1, 2, 2, 3, 4]);
  });

  it('forgets the curve made first when there are too many', () => {
    const shelf = createCurveShelf(2);
    shelf.turn(times(0, 1_000), 0);
    const [first] = ['a', 'b', 'c'].map(name => shelf.curve(name, () => 1));
    expect(shelf.curve('a', () => 2)).not.toBe(first);
    expect(shelf.curve('c', () => 3).rateAt(0)).toBe(1);
  });
});

describe('commonKnots()', () => {
  it('counts what two lists begin with in common before a moment', () => {
    expect(commonKnots(times(1, 2, 3), times(1, 2, 4), 10)).toBe(2);
    expect(commonKnots(times(1, 2, 3), times(1, 2, 3, 4), 3)).toBe(2);
    expect(commonKnots(times(), times(1), 3)).toBe(0);
  });
});

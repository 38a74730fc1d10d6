import fc from 'fast-check';
import { createTimeWarp } from './createTimeWarp';
import { valueNoise } from './valueNoise';

const moment = fc.double({ min: 1.7e12, max: 1.9e12, noNaN: true });

describe('createTimeWarp()', () => {
  it('never runs back and is never far off', () => {
    fc.assert(
      fc.property(
        fc.string(),
        moment,
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (key, timeMs, afterMs) => {
          const warp = createTimeWarp(key);
          expect(warp(timeMs + afterMs)).toBeGreaterThan(warp(timeMs));
          expect(Math.abs(warp(timeMs) - timeMs)).toBeLessThan(45_000);
        },
      ),
      { seed: 1 },
    );
  });

  it('is the same whatever was asked before, and another for another key', () => {
    const asked = createTimeWarp('a');
    asked(1.8e12);
    asked(5);
    expect(asked(1.75e12)).toBe(createTimeWarp('a')(1.75e12));
    expect(asked(1.75e12)).not.toBe(createTimeWarp('b')(1.75e12));
  });
});

describe('valueNoise()', () => {
  it('stays within one and is continuous', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (seed, position) => {
          const here = valueNoise(seed, position);
          expect(Math.abs(here)).toBeLessThanOrEqual(1);
          expect(
            Math.abs(valueNoise(seed, position + 1e-4) - here),
          ).toBeLessThan(4e-4);
        },
      ),
      { seed: 2 },
    );
  });
});

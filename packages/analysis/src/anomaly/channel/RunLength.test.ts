import { RunLength } from './RunLength';

function observe(run: RunLength, values: readonly number[]): number[] {
  return values.map(value => {
    run.observe(value);
    return run.surprise;
  });
}

describe('RunLength', () => {
  it('is not surprised by a line that was always flat', () => {
    const surprises = observe(
      new RunLength(),
      Array.from({ length: 500 }, () => 3),
    );
    expect(Math.max(...surprises)).toBe(0);
  });

  it('is surprised when a lively stream stands still, the longer the more', () => {
    const run = new RunLength();
    observe(
      run,
      Array.from({ length: 500 }, (_, i) => i % 3),
    );
    const surprises = observe(
      run,
      Array.from({ length: 20 }, () => 9),
    );
    expect(surprises[0]).toBe(0);
    expect(surprises[19]).toBeGreaterThan(surprises[4]);
    expect(surprises[19]).toBeGreaterThan(6);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const going = new RunLength();
    for (let i = 0; i < 300; i++) {
      const resumed = new RunLength(JSON.parse(JSON.stringify(going.state())));
      const value = Math.floor(i / (1 + (i % 4)));
      expect(observe(resumed, [value])).toEqual(observe(going, [value]));
    }
  });
});

import { issueStrength, measureIssue } from './judgeIssue';

/** A target at 0 and two other nodes. */
function strengthOf(
  alarmDeviation: number | undefined,
  shares: readonly number[],
  deviations: readonly number[],
): number {
  const isKnown = shares.map(() => true);
  const deviation = Float64Array.from(deviations);
  const empty = new Float64Array(shares.length);
  return measureIssue(
    {
      shares: Float64Array.from(shares),
      scores: empty,
      deviations: deviation,
      excess: { total: empty, own: empty, deviation, isKnown },
      kind: 'latency',
      alarmDeviation,
    },
    0,
  );
}

describe('measureIssue()', () => {
  it('is an issue when a certain cause explains a small alarm', () => {
    expect(strengthOf(1, [0, 0.9, 0], [1, 8, 0])).toBeGreaterThan(
      issueStrength,
    );
  });

  it('is none when what deviates explains nothing of the alarm', () => {
    expect(strengthOf(1, [0, 0.01, 0], [1, 50, 0])).toBeLessThan(issueStrength);
  });

  it('is none when what explains the alarm hardly deviates', () => {
    expect(strengthOf(1, [0, 0.9, 0], [1, 1, 0])).toBeLessThan(issueStrength);
  });

  it('is an issue when the alarm deviates by six, cause or no cause', () => {
    expect(strengthOf(6, [1, 0, 0], [6, 0, 0])).toBeCloseTo(issueStrength, 9);
  });

  it('is none when the alarm went the other way', () => {
    expect(strengthOf(-3, [0, 1, 0], [-3, 9, 0])).toBe(0);
  });

  it('judges by the causes alone when the target was not measured', () => {
    expect(strengthOf(undefined, [0, 1, 0], [0, 9, 0])).toBeCloseTo(4.5);
  });

  it('does not count more than the whole alarm', () => {
    const whole = strengthOf(1, [0, 1, 0], [1, 8, 0]);
    expect(strengthOf(1, [0, 64, 0], [1, 8, 0])).toBe(whole);
  });
});

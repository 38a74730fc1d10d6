import type { HealthStatus } from './Health';
import { healthSeverity, worstHealth } from './healthSeverity';

const FROM_BEST: readonly HealthStatus[] = [
  'Healthy',
  'Suspended',
  'Unknown',
  'Progressing',
  'Degraded',
  'Failed',
];

describe('healthSeverity()', () => {
  it('sorts from best to worst', () => {
    const sorted = FROM_BEST.slice()
      .sort()
      .sort((a, b) => healthSeverity(a) - healthSeverity(b));
    expect(sorted).toEqual(FROM_BEST);
  });
});

describe('worstHealth()', () => {
  const health = (status: HealthStatus, reason = '') => ({ status, reason });

  it('is the worst of a list, the earlier one of equals', () => {
    expect(
      worstHealth([
        health('Healthy'),
        health('Degraded', 'first'),
        health('Degraded', 'second'),
        health('Progressing'),
      ]),
    ).toEqual(health('Degraded', 'first'));
  });

  it('is not known for an empty list', () => {
    expect(worstHealth([])).toBeUndefined();
  });
});

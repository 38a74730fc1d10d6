/** The rate of one template: what it was, and what is counted now. JSON-safe. */
export interface TemplateRate {
  /** Lines in the minute under way. */
  counted: number;
  /** Exponentially weighted mean of lines per minute. */
  mean: number;
  /** Exponentially weighted mean of the squared deviation relative to what chance alone gives; 1 = pure chance. */
  dispersion: number;
  /** Minutes learned from. */
  minutes: number;
  /** Whether a change was reported that is not over yet. */
  isChanged: boolean;
}

/** A rate unlike the one learned. */
export interface RateChange {
  readonly direction: 'up' | 'down';
  readonly linesPerMinute: number;
  readonly expectedPerMinute: number;
  readonly score: number;
}

const forgetting = 0.05;
const leastMinutes = 15;
const alarmScore = 5;
const calmScore = 2;
const leastRatio = 2;

/** The rate of a template without lines. */
export function newRate(): TemplateRate {
  return { counted: 0, mean: 0, dispersion: 1, minutes: 0, isChanged: false };
}

/**
 * Closes the minute under way and, when time has moved on further, the empty ones behind it. Says how the first of them
 * deviates when it does so clearly: 5 standard deviations after Anscombe's transform, over-dispersion taken into
 * account, and twice or half the rate; once per change, until the rate is back or has been learned. Changes `rate`.
 * `minutes` is at least 1. O(1), no errors.
 * Source: Anscombe, The transformation of Poisson, binomial and negative-binomial data, Biometrika 1948.
 */
export function closeMinutes(
  rate: TemplateRate,
  minutes: number,
): RateChange | undefined {
  const change = judge(rate);
  learn(rate, rate.counted);
  rate.counted = 0;
  const silent = minutes - 1;
  if (silent > 0) {
    rate.mean *= (1 - forgetting) ** silent;
    rate.minutes += silent;
  }
  return change;
}

function judge(rate: TemplateRate): RateChange | undefined {
  if (rate.minutes < leastMinutes) return undefined;
  const { counted, mean } = rate;
  const score =
    deviation(counted, mean) / Math.sqrt(Math.max(1, rate.dispersion));
  const isFar = counted >= mean * leastRatio || counted * leastRatio <= mean;
  if (Math.abs(score) < calmScore) rate.isChanged = false;
  if (Math.abs(score) < alarmScore || !isFar || rate.isChanged)
    return undefined;
  rate.isChanged = true;
  return {
    direction: score > 0 ? 'up' : 'down',
    linesPerMinute: counted,
    expectedPerMinute: mean,
    score: Math.abs(score),
  };
}

function learn(rate: TemplateRate, count: number): void {
  const weight = Math.max(forgetting, 1 / (rate.minutes + 1));
  const surprise = rate.minutes === 0 ? 1 : deviation(count, rate.mean) ** 2;
  rate.mean += weight * (count - rate.mean);
  rate.dispersion += weight * (surprise - rate.dispersion);
  rate.minutes += 1;
}

/** Standard deviations of a count from its mean when only chance is at work. */
function deviation(count: number, mean: number): number {
  return 2 * (Math.sqrt(count + 3 / 8) - Math.sqrt(mean + 3 / 8));
}

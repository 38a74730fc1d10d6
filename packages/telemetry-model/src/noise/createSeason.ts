import type { SeasonKind } from '../world/WorldService';
import { fractionOf } from './hash';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The epoch was a Thursday: so many days until the first Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

interface Harmonic {
  /** Cycles a week. */
  readonly cycles: number;
  readonly amplitude: number;
  /** Hour (of the week for weekly cycles) of the crest. */
  readonly crestHour: number;
}

const HARMONICS: Readonly<Record<SeasonKind, readonly Harmonic[]>> = {
  customers: [
    { cycles: 7, amplitude: 0.38, crestHour: 18.5 },
    { cycles: 14, amplitude: 0.13, crestHour: 9 },
    { cycles: 21, amplitude: 0.04, crestHour: 4 },
    { cycles: 1, amplitude: 0.07, crestHour: 134 },
    { cycles: 2, amplitude: 0.03, crestHour: 20 },
  ],
  office: [
    { cycles: 7, amplitude: 0.4, crestHour: 13 },
    { cycles: 14, amplitude: 0.06, crestHour: 2 },
    { cycles: 1, amplitude: 0.24, crestHour: 60 },
    { cycles: 2, amplitude: 0.08, crestHour: 58 },
  ],
  steady: [
    { cycles: 7, amplitude: 0.05, crestHour: 15 },
    { cycles: 1, amplitude: 0.02, crestHour: 80 },
  ],
};

/**
 * The daily and weekly course of a load: a sum of harmonics with mean 1 over a week and positive values. Each key has
 * crests of its own, up to an hour and a half early or late, and amplitudes up to 15 % smaller or larger.
 * Takes milliseconds since the epoch; NaN gives NaN; no errors; O(harmonics), at most five.
 */
export function createSeason(
  kind: SeasonKind,
  key: string,
  utcOffsetHours: number,
): (timeMs: number) => number {
  const shiftMs =
    (utcOffsetHours - 3 * (fractionOf(`${key}/shift`) - 0.5)) * HOUR_MS;
  const scale = 0.85 + 0.3 * fractionOf(`${key}/swing`);
  const terms = HARMONICS[kind].map(({ cycles, amplitude, crestHour }) => ({
    radiansPerMs: (2 * Math.PI * cycles) / WEEK_MS,
    amplitude: amplitude * scale,
    crestMs: crestHour * HOUR_MS + FIRST_MONDAY_MS,
  }));
  return timeMs => {
    let value = 1;
    for (const { radiansPerMs, amplitude, crestMs } of terms) {
      value +=
        amplitude * Math.cos((timeMs + shiftMs - crestMs) * radiansPerMs);
    }
    return value;
  };
}

import { seededRandom } from '../testing/seededRandom';
import { extendSeasonalProfile, fitSeasonalProfile } from './seasonalProfile';
import { naiveSeasonalProfile } from './seasonalProfile.naive';

describe('fitSeasonalProfile()', () => {
  it('agrees with the definition', () => {
    const random = seededRandom(5);
    for (const [length, season, offsetSteps] of [
      [30, 6, 6],
      [31, 6, 10],
      [100, 24, 5],
    ]) {
      const series = Float64Array.from({ length }, () => random());
      const options = { season, memory: 0.8, offsetSteps, damping: 0.9 };
      const model = fitSeasonalProfile(series, length, options);
      const path = extendSeasonalProfile(model, season);
      naiveSeasonalProfile(
        [...series],
        season,
        0.8,
        offsetSteps,
        0.9,
        season,
      ).forEach((value, h) => expect(path[h]).toBeCloseTo(value, 10));
    }
  });

  it('carries a new level on', () => {
    const series = Float64Array.from(
      { length: 40 },
      (_, t) => (t % 4) + (t < 36 ? 0 : 10),
    );
    const options = { season: 4, memory: 0.5, offsetSteps: 4, damping: 1 };
    const model = fitSeasonalProfile(series, 40, options);
    expect(model.offset).toBe(10);
  });
});

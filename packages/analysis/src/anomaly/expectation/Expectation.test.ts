import { Expectation } from './Expectation';

const hourMs = 3_600_000;

function learn(
  hours: number,
  valueAt: (hour: number) => number,
  expectation = new Expectation(),
): Expectation {
  for (let hour = 0; hour < hours; hour++)
    expectation.learn(hour * hourMs, valueAt(hour));
  return expectation;
}

const byDay = (hour: number) => (hour % 24 < 8 ? 10 : 50);
const byWeek = (hour: number) =>
  Math.floor(hour / 24) % 7 < 5 ? byDay(hour) : 10;

describe('Expectation', () => {
  it('expects nothing before the first sample', () => {
    expect(new Expectation().at(0)).toBeUndefined();
  });

  it('expects the recent level of a stream without a season', () => {
    const expectation = learn(500, hour => 100 + ((hour * 7919) % 1009) / 1009);
    expect(expectation.isSeasonal()).toBe(false);
    expect(expectation.at(500 * hourMs)?.expected).toBeCloseTo(100.5, 0);
  });

  it('expects a daily step before it comes', () => {
    const expectation = learn(24 * 10, byDay);
    expect(expectation.isSeasonal()).toBe(true);
    expect(expectation.at(24 * 10 * hourMs)?.expected).toBeCloseTo(10, 6);
    expect(expectation.at((24 * 10 + 8) * hourMs)?.expected).toBeCloseTo(50, 6);
  });

  it('learns that weekends differ from working days', () => {
    const expectation = learn(24 * 7 * 6, byWeek);
    const noon = 12 * hourMs;
    const saturday = (7 * 6 + 5) * 24 * hourMs;
    const monday = 7 * 6 * 24 * hourMs;
    expect(expectation.at(saturday + noon)?.expected).toBeCloseTo(10, 6);
    expect(expectation.at(monday + noon)?.expected).toBeCloseTo(50, 6);
  });

  it('forgets a season that has gone', () => {
    const expectation = learn(24 * 10, byDay);
    for (let hour = 240; hour < 240 + 24 * 30; hour++)
      expectation.learn(hour * hourMs, 10);
    expect(expectation.at((240 + 24 * 30 + 12) * hourMs)?.expected).toBeCloseTo(
      10,
      1,
    );
  });

  it('holds about 97 % of the values in its band', () => {
    const noise = (hour: number) =>
      (Math.sin(hour * 12.9898) * 43_758.5453) % 1;
    const expectation = learn(2000, noise);
    let outside = 0;
    for (let hour = 2000; hour < 4000; hour++) {
      const band = expectation.at(hour * hourMs);
      const value = noise(hour);
      if (!band || value < band.lower || value > band.upper) outside += 1;
      expectation.learn(hour * hourMs, value);
    }
    expect(outside).toBeLessThan(120);
    expect(outside).toBeGreaterThan(0);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const going = new Expectation();
    for (let hour = 0; hour < 600; hour++) {
      const resumed = new Expectation(
        JSON.parse(JSON.stringify(going.state())),
      );
      for (const one of [going, resumed])
        one.learn(hour * hourMs, byWeek(hour) + ((hour * 31) % 7));
      expect(resumed.at(hour * hourMs)).toEqual(going.at(hour * hourMs));
      expect(resumed.state()).toEqual(going.state());
    }
  });
});

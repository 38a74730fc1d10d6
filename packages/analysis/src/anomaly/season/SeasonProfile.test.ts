import { SeasonProfile } from './SeasonProfile';

const hourMs = 3_600_000;
const daily = {
  periodMs: 24 * hourMs,
  slots: 24,
  passage: 'mean',
  learningRate: 0.25,
} as const;

function learn(profile: SeasonProfile, timeMs: number, value: number): void {
  profile.add(profile.slotOf(timeMs), value);
}

describe('SeasonProfile', () => {
  it('knows nothing of a slot before its first passage has ended', () => {
    const profile = new SeasonProfile(daily);
    learn(profile, 0, 5);
    expect(profile.levelAt(0)).toBeUndefined();
    learn(profile, hourMs, 7);
    expect(profile.levelAt(0)).toBe(5);
    expect(profile.levelAt(1)).toBeUndefined();
  });

  it('counts a passage as the mean of its values', () => {
    const profile = new SeasonProfile(daily);
    [1, 2, 6].forEach((value, i) => learn(profile, i * 1000, value));
    learn(profile, hourMs, 0);
    expect(profile.levelAt(0)).toBe(3);
  });

  it('counts a passage as its largest value when told so', () => {
    const profile = new SeasonProfile({ ...daily, passage: 'largest' });
    [1, 6, 2].forEach((value, i) => learn(profile, i * 1000, value));
    learn(profile, hourMs, 0);
    expect(profile.levelAt(0)).toBe(6);
  });

  it('averages the first passages and then forgets old ones', () => {
    const profile = new SeasonProfile(daily);
    const levels = [10, 20, 30, 40, 0].map((value, day) => {
      learn(profile, day * daily.periodMs, value);
      learn(profile, day * daily.periodMs + hourMs, 0);
      return profile.levelAt(0);
    });
    expect(levels).toEqual([10, 15, 20, 25, 18.75]);
  });

  it('puts times before the epoch, at the edges and after a step back into their slots', () => {
    const profile = new SeasonProfile(daily);
    expect(
      [-1, 0, hourMs - 1, hourMs, 24 * hourMs, -24 * hourMs].map(timeMs =>
        profile.slotOf(timeMs),
      ),
    ).toEqual([23, 0, 0, 1, 0, 0]);
  });

  it('finds a slot for any finite time', () => {
    const profile = new SeasonProfile(daily);
    for (const timeMs of [1e15, -1e15, 1e300, -1e300, 0.5, -5e-324]) {
      const slot = profile.slotOf(timeMs);
      expect(Number.isInteger(slot) && slot >= 0 && slot < 24).toBe(true);
    }
  });

  it('wraps neighbouring slots around', () => {
    const profile = new SeasonProfile(daily);
    learn(profile, 23 * hourMs, 4);
    learn(profile, 24 * hourMs, 0);
    expect(profile.levelAt(-1)).toBe(4);
    expect(profile.levelAt(47)).toBe(4);
  });

  it.each(['mean', 'largest'] as const)(
    'goes on from its saved state as if it had not stopped (%s)',
    passage => {
      const options = { ...daily, passage };
      const going = new SeasonProfile(options);
      for (let i = 0; i < 1000; i++) {
        const resumed = new SeasonProfile(
          options,
          JSON.parse(JSON.stringify(going.state())),
        );
        for (const profile of [going, resumed])
          learn(profile, i * 0.7 * hourMs, ((i * 37) % 11) - 5);
        expect(resumed.state()).toEqual(going.state());
      }
    },
  );
});

import { seededRandom } from '../testing/seededRandom';
import { showHealth } from './showHealth';
import type { ShownHealth } from './showHealth';

function shownOver(scores: readonly (number | undefined)[]) {
  const shown: ShownHealth[] = [];
  for (const score of scores) {
    shown.push(
      showHealth(shown.at(-1), { score, deductions: [], unknown: [] }),
    );
  }
  return shown;
}

describe('showHealth()', () => {
  it('does not flicker while a score trembles around a border', () => {
    const random = seededRandom(61);
    const trembling = Array.from({ length: 500 }, () => 88 + 4 * random());
    const levels = shownOver([95, ...trembling]).map(({ level }) => level);
    const changes = levels.filter(
      (level, i) => i > 0 && level !== levels[i - 1],
    );
    expect(changes).toEqual(['fair']);
  });

  it('holds the number still for less than three points', () => {
    expect(shownOver([80, 82, 78, 83, 84]).map(({ score }) => score)).toEqual([
      80, 80, 80, 83, 83,
    ]);
  });

  it('shows bad news at once and good news when they last', () => {
    expect(shownOver([95, 60, 71, 74, 75, 91, 95]).map(s => s.level)).toEqual([
      'good',
      'poor',
      'poor',
      'poor',
      'fair',
      'fair',
      'good',
    ]);
  });

  it('climbs from the bottom to the top in one step when the score does', () => {
    expect(shownOver([10, 100]).map(({ level }) => level)).toEqual([
      'poor',
      'good',
    ]);
    expect(shownOver([10, 92]).map(({ level }) => level)).toEqual([
      'poor',
      'fair',
    ]);
  });

  it('shows unknown as unknown and begins anew after it', () => {
    expect(shownOver([95, undefined, 91])).toEqual([
      { score: 95, level: 'good' },
      { level: 'unknown' },
      { score: 91, level: 'good' },
    ]);
  });
});

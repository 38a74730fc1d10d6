import { meanScore, scoreLogs } from './scoreLogs';

const line = (group: string, template = group) => ({ group, template });

describe('scoreLogs()', () => {
  it('gives 1 for the same groups under other names and the same texts', () => {
    const truth = [line('1', 'a <*>'), line('2', 'b'), line('1', 'a <*>')];
    const predicted = [line('x', 'a <*>'), line('y', 'b'), line('x', 'a <*>')];
    expect(scoreLogs(predicted, truth)).toEqual({ ga: 1, fga: 1, pa: 1 });
  });

  it('counts no line of a group that was split, and no line of the true group that lost one', () => {
    const truth = [line('a'), line('a'), line('a'), line('b')];
    const predicted = [line('a'), line('a'), line('c', 'a'), line('b')];
    expect(scoreLogs(predicted, truth)).toEqual({
      ga: 1 / 4,
      fga: (2 * (1 / 3) * (1 / 2)) / (1 / 3 + 1 / 2),
      pa: 1,
    });
  });

  it('counts no line of two groups that were thrown together', () => {
    const truth = [line('a'), line('b'), line('c')];
    const predicted = [line('a'), line('a'), line('c')];
    expect(scoreLogs(predicted, truth)).toEqual({
      ga: 1 / 3,
      fga: (2 * (1 / 2) * (1 / 3)) / (1 / 2 + 1 / 3),
      pa: 2 / 3,
    });
  });

  it('takes runs of blanks for one in template texts', () => {
    const score = scoreLogs([line('a', ' x  y ')], [line('1', 'x y')]);
    expect(score.pa).toBe(1);
  });

  it('joins true groups whose texts are equal, whatever their numbers', () => {
    const score = scoreLogs(
      [line('g', 't'), line('g', 't')],
      [line('1', 't'), line('2', 't')],
    );
    expect(score).toEqual({ ga: 1, fga: 1, pa: 1 });
  });

  it('gives 0 when no group and no text is right', () => {
    const score = scoreLogs(
      [line('a'), line('a')],
      [line('1', 'x'), line('2', 'y')],
    );
    expect(score).toEqual({ ga: 0, fga: 0, pa: 0 });
  });

  it('gives 1 for no lines', () => {
    expect(scoreLogs([], [])).toEqual({ ga: 1, fga: 1, pa: 1 });
  });

  it('refuses lists of different lengths', () => {
    expect(() => scoreLogs([line('a')], [])).toThrow(
      'predicted lines must be 0, got 1',
    );
  });
});

describe('meanScore()', () => {
  it('is the plain mean of each score', () => {
    const scores = [
      { ga: 1, fga: 0.5, pa: 0 },
      { ga: 0, fga: 0.5, pa: 0.5 },
    ];
    expect(meanScore(scores)).toEqual({ ga: 0.5, fga: 0.5, pa: 0.25 });
  });
});

import { scoreRca } from './scoreRca';
import type { RcaAnswer } from './scoreRca';

function answer(anomalous: boolean, ...nodes: readonly string[]): RcaAnswer {
  const ranking = nodes.map((node, place) => ({
    node,
    score: 1 / (place + 1),
  }));
  return { anomalous, ranking };
}

const issue = { issue: true, rootCause: 'db' };
const quiet = { issue: false, rootCause: null };

describe('scoreRca()', () => {
  it('counts the place of the root cause whatever the judgement says', () => {
    expect(
      scoreRca(
        { a: issue, b: issue, c: issue, d: issue },
        {
          a: answer(false, 'db', 'web'),
          b: answer(true, 'web', 'cart', 'db'),
          c: answer(true, 'web', 'cart', 'queue', 'db'),
          d: answer(true, 'web'),
        },
      ),
    ).toMatchObject({ issues: 4, top1: 0.25, top3: 0.5, detection: 0.75 });
  });

  it('counts quiet windows judged quiet as specificity', () => {
    expect(
      scoreRca(
        { a: quiet, b: quiet, c: quiet, d: quiet },
        {
          a: answer(false),
          b: answer(true, 'db'),
          c: answer(false, 'db'),
          d: answer(false),
        },
      ),
    ).toMatchObject({ quiet: 4, specificity: 0.75 });
  });

  it('counts a case without an answer against the command', () => {
    expect(scoreRca({ a: issue, b: quiet }, {})).toEqual({
      issues: 1,
      quiet: 1,
      top1: 0,
      top3: 0,
      detection: 0,
      specificity: 0,
    });
  });

  it('has no share of cases that were not given', () => {
    expect(scoreRca({ a: quiet }, { a: answer(false) }).top1).toBeNaN();
  });
});

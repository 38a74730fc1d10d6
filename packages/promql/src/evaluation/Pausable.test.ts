import { createArraySource } from '../series/createArraySource';
import { parseQuery } from '../syntax/parseQuery';
import { evaluateInstant, evaluateInstantPausing } from './evaluateInstant';
import { evaluateRangePausing } from './evaluateRange';
import { type Pausable, runToEnd } from './Pausable';
import { sharePausable } from './sharePausable';

const source = createArraySource(
  ['a', 'b', 'c', 'd'].map(job => ({
    labels: { __name__: 'up', job },
    timestampsMs: Float64Array.of(0, 30_000, 60_000),
    values: Float64Array.of(1, 2, 3),
  })),
);

function pausesOf(computation: Pausable<unknown>): number {
  let pauses = 0;
  while (!computation.next().done) pauses += 1;
  return pauses;
}

describe('evaluateRangePausing()', () => {
  const range = { startMs: 0, endMs: 60_000, stepMs: 30_000 };

  it.each(['up', 'rate(up[1m])', 'sum(up)', 'max_over_time(up[1m:10s])'])(
    'lets others run between the series of %s',
    query => {
      const computation = evaluateRangePausing(parseQuery(query), range, {
        source,
      });
      expect(pausesOf(computation)).toBeGreaterThanOrEqual(4);
    },
  );

  it('reads nothing more once its driver gives up', () => {
    let read = 0;
    const counting = {
      select: (request: Parameters<typeof source.select>[0]) =>
        source.select(request).map(({ labels, samples }) => ({
          labels,
          samples: (startMs: number, endMs: number) => {
            read += 1;
            return samples(startMs, endMs);
          },
        })),
    };
    const computation = evaluateRangePausing(parseQuery('up'), range, {
      source: counting,
    });
    computation.next();
    computation.next();
    computation.return({ kind: 'matrix', series: [] });
    expect(computation.next()).toEqual({ done: true, value: undefined });
    expect(read).toBe(1);
  });

  it('asks a source in the way that pauses, where it knows one', () => {
    const pausing = {
      select: () => [],
      *selectPausing(request: Parameters<typeof source.select>[0]) {
        yield;
        return source.select(request);
      },
    };
    expect(
      runToEnd(
        evaluateInstantPausing(parseQuery('count(up)'), 60_000, {
          source: pausing,
        }),
      ),
    ).toEqual(evaluateInstant(parseQuery('count(up)'), 60_000, { source }));
  });
});

describe('sharePausable()', () => {
  function* counted(
    work: { steps: number },
    outcome: () => string,
  ): Pausable<string> {
    for (let step = 0; step < 3; step += 1) {
      work.steps += 1;
      yield;
    }
    return outcome();
  }

  it('does the work once, whoever drives it', () => {
    const work = { steps: 0 };
    const share = sharePausable(counted(work, () => 'done'));
    const [first, second, third] = [share(), share(), share()];
    first.next();
    second.next();
    first.return('');
    expect([runToEnd(second), runToEnd(third), work.steps]).toEqual([
      'done',
      'done',
      3,
    ]);
  });

  it('tells all of a failure', () => {
    const share = sharePausable(
      counted({ steps: 0 }, () => {
        throw new Error('no');
      }),
    );
    expect(() => runToEnd(share())).toThrow('no');
    expect(() => runToEnd(share())).toThrow('no');
  });
});

import fc from 'fast-check';

import { askLines } from '../testing/ask';
import { createArrayLogSource } from '../testing/createArrayLogSource';
import { parseQuery } from '../syntax/parseQuery';
import { evaluateLogs, type LogQuery } from './evaluateLogs';
import { linesPerStep, runToEnd } from './Steps';

type Line = readonly [number, string];
const labels = { app: 'web' };

function steps(query: string, lines: readonly Line[], how: Partial<LogQuery>) {
  const expr = parseQuery(query);
  if (expr.kind !== 'logs') throw new Error('not lines');
  const source = createArrayLogSource([{ labels, lines }]);
  const defaults = { startMs: 0, endMs: 1e9, limit: 100 };
  return {
    source,
    run: evaluateLogs(
      expr,
      { direction: 'backward', ...defaults, ...how },
      source,
    ),
  };
}

describe('evaluateLogs()', () => {
  it('holds the start of the range and lacks its end', () => {
    const lines: Line[] = [10, 20, 30].map(time => [time, `at ${time}`]);
    expect(
      askLines('{app="web"}', [{ labels, lines }], { startMs: 10, endMs: 30 }),
    ).toStrictEqual(['{app="web"} at 10', '{app="web"} at 20']);
  });

  it('gives the same lines as sorting and cutting all of them', () => {
    const streamLines = fc
      .array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 40 })
      .map(times => times.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        fc.array(streamLines, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (streams, limit, isBackward) => {
          const given = streams.map((times, index) => ({
            labels: { app: 'web', pod: `p${index}` },
            lines: times.map(time => [time, `p${index}@${time}`] as const),
          }));
          const found = askLines('{app="web"}', given, {
            startMs: 5_000,
            endMs: 180_000,
            limit,
            direction: isBackward ? 'backward' : 'forward',
          }).map(text => Number(text.split('@')[1]));
          const expected = streams
            .flat()
            .filter(time => time >= 5_000 && time < 180_000)
            .sort((a, b) => (isBackward ? b - a : a - b))
            .slice(0, limit);
          const sorted = (times: readonly number[]) =>
            [...times].sort((a, b) => a - b);
          expect(sorted(found)).toStrictEqual(sorted(expected));
        },
      ),
      { seed: 1 },
    );
  });

  it('reads no more of a long range than the limit needs, and writes only what it returns', () => {
    const lines: Line[] = Array.from({ length: 50_000 }, (_, index) => [
      index * 1_000,
      `line ${index}`,
    ]);
    const { run, source } = steps('{app="web"}', lines, { limit: 5 });
    const { streams } = runToEnd(run);
    expect(streams[0].entries.map(({ line }) => line)).toStrictEqual(
      [4, 3, 2, 1, 0].map(index => `line ${49_995 + index}`),
    );
    expect(source.read).toStrictEqual({ entries: 5, lines: 5 });
  });

  it('leaves out lines that follow within the interval', () => {
    const lines: Line[] = [0, 400, 1_000, 1_500, 2_100].map(time => [
      time,
      `${time}`,
    ]);
    const { run } = steps('{app="web"}', lines, {
      direction: 'forward',
      intervalMs: 1_000,
    });
    expect(
      runToEnd(run).streams[0].entries.map(({ timeMs }) => timeMs),
    ).toStrictEqual([0, 1_000, 2_100]);
  });

  it('pauses while it looks for a needle, counts what it saw and can be given up', () => {
    const lines: Line[] = Array.from({ length: 3 * linesPerStep }, (_, at) => [
      at,
      'hay',
    ]);
    const first = steps('{app="web"} |= "needle"', lines, { endMs: 15_000 });
    const paused = Array.from({ length: 3 }, () => first.run.next().done);
    expect(paused).toStrictEqual([false, false, false]);
    expect(first.run.next()).toMatchObject({
      done: true,
      value: {
        streams: [],
        stats: { linesProcessed: 3 * linesPerStep, linesKept: 0, streams: 1 },
      },
    });
    const second = steps('{app="web"} |= "needle"', lines, { endMs: 15_000 });
    second.run.next();
    const giveUp = () => second.run.throw(new Error('given up'));
    expect(giveUp).toThrow('given up');
    expect(second.source.read.entries).toBe(linesPerStep);
  });

  it('groups lines by the labels that they have in the end', () => {
    const lines: Line[] = [
      [1, 'level=warn a'],
      [2, 'level=info b'],
      [3, 'level=warn c'],
    ];
    expect(askLines('{app="web"} | logfmt', [{ labels, lines }])).toStrictEqual(
      [
        '{app="web", level="info"} level=info b',
        '{app="web", level="warn"} level=warn a',
        '{app="web", level="warn"} level=warn c',
      ],
    );
  });
});

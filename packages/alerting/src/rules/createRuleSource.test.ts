import { evaluateInstant, parseQuery } from '@orrery/promql';

import { atMinute, engineOf, up } from '../testing/engineOf';
import type { RuleEngine } from './createRuleEngine';

describe('createRuleSource()', () => {
  const ask = (engine: RuleEngine, query: string, minute: number) => {
    const result = evaluateInstant(parseQuery(query), atMinute(minute), {
      source: engine.source,
    });
    return result.kind === 'vector'
      ? result.elements.map(({ labels, value }) => [labels, value])
      : result;
  };
  const rules = [
    { record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { x: 'y' } },
    { record: 'job:up:twice', expr: '2 * job:up:sum' },
    { alert: 'Down', expr: 'up == 0', for: '2m' },
    { record: 'loop', expr: 'loop or vector(1)' },
  ];
  const engine = engineOf(rules, [
    up('a', [1, 0, 0, 0, 0, 1, 1, 1]),
    up('b', [1, 1, 1, 1, 1, 1, 1, 1]),
  ]);

  it('has the series of recording rules, also of those that read others', () => {
    expect(ask(engine, 'job:up:sum', 2)).toEqual([
      [{ __name__: 'job:up:sum', job: 'node', x: 'y' }, 1],
    ]);
    expect(ask(engine, 'job:up:twice{job="node"}', 0)).toEqual([
      [{ __name__: 'job:up:twice', job: 'node', x: 'y' }, 4],
    ]);
    expect(ask(engine, 'job:up:sum{x="z"}', 2)).toEqual([]);
    expect(ask(engine, 'loop', 2)).toEqual([[{ __name__: 'loop' }, 1]]);
  });

  it('can look at windows of them', () => {
    expect(ask(engine, 'max_over_time(job:up:sum[3m])', 3)).toEqual([
      [{ job: 'node', x: 'y' }, 1],
    ]);
    expect(ask(engine, 'max_over_time(job:up:sum[5m])', 3)).toEqual([
      [{ job: 'node', x: 'y' }, 2],
    ]);
  });

  it('has ALERTS with one state at a time, and since when', () => {
    const alert = { alertname: 'Down', instance: 'a', job: 'node' };
    const series = (alertstate: string) => [
      [{ ...alert, __name__: 'ALERTS', alertstate }, 1],
    ];
    expect(ask(engine, 'ALERTS', 1)).toEqual(series('pending'));
    expect(ask(engine, 'ALERTS', 3)).toEqual(series('firing'));
    expect(ask(engine, 'ALERTS', 5)).toEqual([]);
    expect(ask(engine, 'ALERTS{alertname="Up"}', 3)).toEqual([]);
    const [[labels, value]] = ask(engine, 'ALERTS_FOR_STATE', 3) as never[][];
    expect(labels).toEqual({ ...alert, __name__: 'ALERTS_FOR_STATE' });
    expect(Math.floor(Number(value) / 60)).toBe(1);
  });

  it('names what there may be', () => {
    expect(engine.metricNames).toEqual([
      ...['job:up:sum', 'job:up:twice', 'loop', 'ALERTS', 'ALERTS_FOR_STATE'],
    ]);
  });

  it('lists only what there is at the end of a range', () => {
    const names = engine.catalogue
      .select({ matchers: [], startMs: 0, endMs: atMinute(6) })
      .map(({ labels }) => labels.__name__);
    expect([...new Set(names)].sort()).toEqual([
      ...['job:up:sum', 'job:up:twice', 'loop', 'up'],
    ]);
  });
});

import { runToEnd } from '@orrery/promql';

import { atMinute, engineOf, up } from '../testing/engineOf';
import { sourceOf } from '../testing/stepSeries';
import { createRuleEngine, type RuleEngine } from './createRuleEngine';
import { parseRuleGroups } from './parseRuleGroups';

const MINUTE = 60_000;

const statesAt = (engine: RuleEngine, timeMs: number) =>
  engine
    .reportAt(timeMs)
    .flatMap(({ rules }) => rules)
    .flatMap(({ alerts }) =>
      alerts.map(({ labels, state }) => `${labels.instance} ${state}`),
    )
    .sort();

describe('createRuleEngine()', () => {
  const down = {
    alert: 'Down',
    expr: 'up == 0',
    for: '2m',
    labels: { severity: 'page', who: '{{ $labels.job | toUpper }}' },
    annotations: { text: '{{ $labels.instance }} is {{ $value }}' },
  };

  it('leads an alert from pending over firing to its end', () => {
    const engine = engineOf([down], [up('a', [1, 0, 0, 0, 0, 1, 1])]);
    const states = [0, 1, 2, 3, 4, 5].map(minute =>
      statesAt(engine, atMinute(minute)),
    );
    expect(states).toEqual([
      [],
      ['a pending'],
      ['a pending'],
      ['a firing'],
      ['a firing'],
      ['a inactive'],
    ]);
  });

  it('gives an alert the labels and annotations of its rule', () => {
    const engine = engineOf([down], [up('a', [0, 0, 0, 0, 0])]);
    const [{ evaluatedAtMs, rules }] = engine.reportAt(atMinute(3));
    expect(rules[0].alerts).toEqual([
      {
        labels: {
          alertname: 'Down',
          instance: 'a',
          job: 'node',
          severity: 'page',
          who: 'NODE',
        },
        annotations: { text: 'a is 0' },
        state: 'firing',
        value: 0,
        activeAtMs: evaluatedAtMs - 3 * MINUTE,
        firedAtMs: evaluatedAtMs - MINUTE,
      },
    ]);
  });

  it('answers the same in whatever order times are asked', () => {
    const values = [1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1];
    const series = [up('a', values), up('b', [...values].reverse())];
    const rule = { ...down, keep_firing_for: '2m' };
    const forward = engineOf([rule], series);
    const expected = values.map((_, minute) =>
      forward.reportAt(atMinute(minute)),
    );
    for (const minute of [14, 3, 9, 0, 14, 7, 8, 2]) {
      const fresh = engineOf([rule], series);
      expect(fresh.reportAt(atMinute(minute))[0].rules[0].alerts).toEqual(
        expected[minute][0].rules[0].alerts,
      );
      fresh.reportAt(atMinute(14));
      expect(statesAt(fresh, atMinute(minute))).toEqual(
        statesAt(forward, atMinute(minute)),
      );
    }
  });

  it('finds the beginning of an alert that is hours old, but none before the rules were in force', () => {
    const values = Array.from({ length: 400 }, () => 0);
    const all = engineOf([down], [up('a', [1, 1, ...values])]);
    const [{ rules }] = all.reportAt(atMinute(390));
    expect(Math.floor(rules[0].alerts[0].activeAtMs / MINUTE)).toBe(2);
    const late = engineOf([down], [up('a', [1, 1, ...values])], {
      originMs: 100 * MINUTE,
    });
    const [report] = late.reportAt(atMinute(390));
    const { activeAtMs } = report.rules[0].alerts[0];
    expect(activeAtMs).toBeGreaterThanOrEqual(100 * MINUTE);
    expect(activeAtMs).toBeLessThan(101 * MINUTE);
    expect(late.reportAt(atMinute(50))[0].rules[0].alerts).toEqual([]);
  });

  it('begins anew when the past was rewritten', () => {
    let version = 0;
    const values = [1, 1, 1, 1, 1, 1];
    const series = [{ ...up('a', values), values }];
    const group = { name: 'g', rules: [down] };
    const source = {
      select: (request: Parameters<ReturnType<typeof sourceOf>['select']>[0]) =>
        sourceOf(series, MINUTE).select(request),
    };
    const engine = createRuleEngine({
      groups: parseRuleGroups({ groups: [group] }, { file: 'f.yml' }),
      source,
      originMs: 0,
      pastVersion: () => version,
    });
    expect(statesAt(engine, atMinute(4))).toEqual([]);
    values.fill(0, 1);
    expect(statesAt(engine, atMinute(4))).toEqual([]);
    version = 1;
    expect(statesAt(engine, atMinute(4))).toEqual(['a firing']);
  });

  it('lets others run while it evaluates, and evaluates once what two ask for', () => {
    const series = ['a', 'b', 'c'].map(name => up(name, [1, 0, 0, 0]));
    const whole = sourceOf(series, MINUTE);
    let selections = 0;
    const engine = createRuleEngine({
      groups: parseRuleGroups(
        { groups: [{ name: 'g', rules: [down] }] },
        { file: 'f.yml' },
      ),
      source: {
        select: request => {
          selections += 1;
          return whole.select(request);
        },
      },
      originMs: 0,
    });
    const [first, second, third] = [1, 2, 3].map(() =>
      engine.reportPausing(atMinute(3)),
    );
    expect(first.next().done).toBe(false);
    expect(second.next().done).toBe(false);
    first.return([]);
    const report = runToEnd(second);
    expect(report).toEqual(engineOf([down], series).reportAt(atMinute(3)));
    expect(runToEnd(third)[0].rules[0]).toBe(report[0].rules[0]);
    expect(selections).toBe(1);
  });

  it('evaluates the rules of one kind alone for those who ask for it', () => {
    const engine = engineOf(
      [down, { record: 'up:sum', expr: 'sum(up)' }],
      [up('a', [0, 0, 0])],
    );
    const namesOf = (kind?: 'alerting' | 'recording') =>
      runToEnd(engine.reportPausing(atMinute(2), kind))
        .flatMap(({ rules }) => rules)
        .map(({ rule }) => rule.name);
    expect(namesOf('alerting')).toEqual(['Down']);
    expect(namesOf('recording')).toEqual(['up:sum']);
    expect(namesOf()).toEqual(['Down', 'up:sum']);
  });

  it('says which rule failed and why, and keeps its alerts', () => {
    const engine = engineOf(
      [{ alert: 'Twice', expr: 'up == 0', labels: { instance: 'same' } }],
      [up('a', [0, 0, 0, 0]), up('b', [1, 1, 0, 0])],
    );
    expect(engine.reportAt(atMinute(1))[0].rules[0]).toMatchObject({
      error: undefined,
      alerts: [{ state: 'firing' }],
    });
    expect(engine.reportAt(atMinute(2))[0].rules[0]).toMatchObject({
      error:
        'vector contains metrics with the same labelset after applying alert labels',
      alerts: [{ state: 'firing' }],
    });
  });

  it('drops all alerts of a rule that makes more than its group allows', () => {
    const engine = engineOf(
      [down],
      [up('a', [0, 0, 0, 0]), up('b', [1, 0, 0, 0])],
      { limit: 1 },
    );
    expect(statesAt(engine, atMinute(0))).toEqual(['a pending']);
    expect(engine.reportAt(atMinute(1))[0].rules[0]).toMatchObject({
      error: 'exceeded limit of 1 with 2 alerts',
      alerts: [],
    });
  });

  it('fails at the moments at which an expression fails only', () => {
    const engine = engineOf(
      [{ alert: 'X', expr: 'up == on() group_left() quiet' }],
      [
        up('a', [1, 1, 1, 1]),
        { labels: { __name__: 'quiet', n: '1' }, values: [1, 1, 1, 1] },
        {
          labels: { __name__: 'quiet', n: '2' },
          values: [undefined, undefined, 1, 1],
        },
      ],
    );
    expect(statesAt(engine, atMinute(1))).toEqual(['a firing']);
    expect(engine.reportAt(atMinute(2))[0].rules[0].error).toMatch(
      /^found duplicate series/,
    );
  });

  it('tells why a template failed in its place, and lets templates query', () => {
    const engine = engineOf(
      [
        {
          alert: 'T',
          expr: 'vector(1)',
          annotations: {
            bad: '{{ .Nope }}',
            count:
              '{{ with query "count(up)" }}{{ . | first | value }}{{ end }}',
            where: '{{ $externalLabels.cluster }}{{ $labels.none }}',
          },
        },
      ],
      [up('a', [1, 1]), up('b', [1, 1])],
    );
    expect(
      engine.reportAt(atMinute(1))[0].rules[0].alerts[0].annotations,
    ).toEqual({
      bad: `<error expanding template: error executing template __alert_T: template: __alert_T:1:115: executing "__alert_T" at <.Nope>: can't evaluate field Nope in type struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value float64 }>`,
      count: '2',
      where: 'edge',
    });
  });
});

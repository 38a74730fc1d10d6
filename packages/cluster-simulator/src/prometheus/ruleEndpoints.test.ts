import { createRuleEngine, parseRuleGroups } from '@orrery/alerting';
import { createArraySource } from '@orrery/promql';

import { createPrometheusApi } from './createPrometheusApi';

const NOW_MS = 600_000;

const files = {
  'b.yml': {
    groups: [
      {
        name: 'alerts',
        interval: '30s',
        limit: 5,
        rules: [
          {
            alert: 'Up',
            expr: 'up == 1',
            for: '1h',
            keep_firing_for: '5m',
            labels: { severity: 'page', blank: '' },
            annotations: { text: 'of {{ $labels.job }}' },
          },
          { alert: 'Down', expr: 'up == 0' },
        ],
      },
      { name: 'empty' },
    ],
  },
  'a.yml': {
    groups: [
      {
        name: 'records',
        rules: [
          { record: 'x:y', expr: 'sum(up)by(job)', labels: { team: 'a' } },
          { record: 'bad', expr: 'up * on () group_left () {job!=""}' },
        ],
      },
    ],
  },
};

const series = (name: string, value: number) => ({
  labels: { __name__: name, job: 'node' },
  timestampsMs: Float64Array.of(NOW_MS - 300_000, NOW_MS - 60_000),
  values: Float64Array.of(value, value),
});
const engine = createRuleEngine({
  groups: Object.entries(files).flatMap(([file, value]) =>
    parseRuleGroups(value, { file }),
  ),
  source: createArraySource([series('up', 1), series('load', 2)]),
  originMs: 0,
});
const api = createPrometheusApi({
  source: engine.source,
  catalogue: engine.catalogue,
  rules: kind => engine.reportPausing(NOW_MS, kind),
  metadata: () => [],
  nowMs: () => NOW_MS,
  elapsedMs: () => 0,
});
const ask = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const answer = api({
    ...{ method: 'GET', path: pathname, parameters: searchParams },
  });
  return { ...answer, body: JSON.parse(answer.text) };
};
const namesOf = (query: string): unknown =>
  ask(`/api/v1/rules?${query}`).body.data.groups.map(
    (group: { name: string; rules: { name: string }[] }) => [
      group.name,
      ...group.rules.map(({ name }) => name),
    ],
  );

describe('answerRules()', () => {
  it('lists groups by file and name, with the state of their rules', () => {
    const { groups } = ask('/api/v1/rules').body.data;
    expect(groups.map(({ name }: { name: string }) => name)).toEqual([
      ...['records', 'alerts', 'empty'],
    ]);
    const [records, alerts] = groups;
    expect(records).toMatchObject({ file: 'a.yml', interval: 60, limit: 0 });
    expect(records.rules).toMatchObject([
      {
        type: 'recording',
        name: 'x:y',
        query: 'sum by (job) (up)',
        labels: { team: 'a' },
        health: 'ok',
      },
      {
        name: 'bad',
        health: 'err',
        lastError: expect.stringContaining('duplicate series'),
      },
    ]);
    expect(alerts.rules[0]).toEqual({
      state: 'pending',
      name: 'Up',
      query: 'up == 1',
      duration: 3600,
      keepFiringFor: 300,
      labels: { blank: '', severity: 'page' },
      annotations: { text: 'of {{ $labels.job }}' },
      alerts: [
        {
          labels: { alertname: 'Up', job: 'node', severity: 'page' },
          annotations: { text: 'of node' },
          state: 'pending',
          activeAt: expect.stringMatching(/^1970-01-01T00:0\d:/),
          value: '1e+00',
        },
      ],
      health: 'ok',
      evaluationTime: 0,
      lastEvaluation: expect.stringMatching(/^1970-01-01T00:09:/),
      type: 'alerting',
    });
    expect(alerts.rules[1]).toMatchObject({ state: 'inactive', alerts: [] });
  });

  it.each([
    ['type=alert', [['records'], ['alerts', 'Up', 'Down'], ['empty']]],
    ['type=record', [['records', 'x:y', 'bad'], ['alerts'], ['empty']]],
    [
      'rule_name[]=Down&rule_name[]=bad',
      [
        ['records', 'bad'],
        ['alerts', 'Down'],
      ],
    ],
    ['rule_group[]=alerts', [['alerts', 'Up', 'Down']]],
    ['file[]=a.yml', [['records', 'x:y', 'bad']]],
    ['match[]={severity="page"}', [['alerts', 'Up']]],
  ])('filters by %s', (query, expected) => {
    expect(namesOf(query)).toEqual(expected);
  });

  it('leaves out alerts on request, and refuses other types', () => {
    const [group] = ask('/api/v1/rules?exclude_alerts=true&rule_name[]=Up').body
      .data.groups;
    expect(group.rules[0]).toMatchObject({ state: 'pending', alerts: [] });
    expect(ask('/api/v1/rules?type=x')).toMatchObject({
      status: 400,
      body: {
        errorType: 'bad_data',
        error: 'invalid parameter "type": not supported value "x"',
      },
    });
  });
});

describe('answerAlerts()', () => {
  it('lists what is pending or firing', () => {
    expect(ask('/api/v1/alerts').body.data.alerts).toMatchObject([
      { labels: { alertname: 'Up' }, state: 'pending', value: '1e+00' },
    ]);
  });
});

describe('the series of rules', () => {
  it('are queried and listed as others are', () => {
    const { result } = ask('/api/v1/query?query=x:y').body.data;
    expect(result[0].metric).toEqual({
      ...{ __name__: 'x:y', job: 'node', team: 'a' },
    });
    expect(ask('/api/v1/label/__name__/values').body.data).toEqual([
      ...['ALERTS', 'ALERTS_FOR_STATE', 'load', 'up', 'x:y'],
    ]);
  });
});

import { createRuleEngine, parseRuleGroups } from '@orrery/alerting';
import { createArraySource, type SeriesSource } from '@orrery/promql';

import { createLabelCatalogue } from './createLabelCatalogue';
import type { ListeningServer } from './listenAsPrometheus';
import { startFederatedPrometheus } from './startFederatedPrometheus';
import type { PrometheusView } from './startPrometheusServer';

const NOW_MS = 600_000;

/** A cluster with one series of `up`, and how often its source was asked. */
function memberOf(value: number): PrometheusView & { asked: number } {
  const samples = createArraySource([
    {
      labels: { __name__: 'up', job: 'node' },
      timestampsMs: Float64Array.of(NOW_MS - 90_000),
      values: Float64Array.of(value),
    },
  ]);
  const member = {
    asked: 0,
    metadata: () => [{ name: 'up', type: 'gauge', help: 'Up.', unit: '' }],
    targets: () => [],
  };
  const source: SeriesSource = {
    select: request => {
      member.asked += 1;
      return samples.select(request);
    },
  };
  const rules = createRuleEngine({
    groups: parseRuleGroups(
      {
        groups: [
          {
            name: 'g',
            rules: [
              { alert: 'Down', expr: 'up == 0' },
              { record: 'jobs', expr: 'count(up)' },
            ],
          },
        ],
      },
      { file: 'r.yml' },
    ),
    source,
    originMs: 0,
  });
  const nowMs = () => NOW_MS;
  const labels = createLabelCatalogue({ scraped: source, rules, nowMs });
  return Object.assign(member, { rules, labels });
}

describe('startFederatedPrometheus()', () => {
  const east = memberOf(1);
  const west = memberOf(0);
  let server: ListeningServer;

  beforeAll(async () => {
    server = await startFederatedPrometheus({
      clusters: new Map([
        ['east', east],
        ['west', west],
      ]),
      nowMs: () => NOW_MS,
      onUnexpected: error => {
        throw error;
      },
    });
  });
  afterAll(() => server.stop());

  const ask = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return (await response.json()).data;
  };
  const query = async (text: string) =>
    (await ask(`/api/v1/query?query=${encodeURIComponent(text)}`)).result.map(
      ({ metric, value }: { metric: { cluster: string }; value: string[] }) =>
        [metric.cluster, value[1]] as const,
    );

  it('tells the series of clusters apart, those of rules too', async () => {
    expect(await query('up')).toEqual([
      ['east', '1'],
      ['west', '0'],
    ]);
    expect(await query('sum by (cluster) (jobs)')).toEqual([
      ['east', '1'],
      ['west', '1'],
    ]);
    expect(await query('ALERTS{alertstate="firing"}')).toEqual([['west', '1']]);
  });

  it('asks no cluster that a matcher excludes', async () => {
    const before = east.asked;
    expect(await query('up{cluster="west"}')).toEqual([['west', '0']]);
    expect(await query('up{cluster!~"e.*"}')).toEqual([['west', '0']]);
    expect(east.asked).toBe(before);
  });

  it('has one rule with the alerts of all', async () => {
    const { groups } = await ask('/api/v1/rules');
    expect(groups).toHaveLength(1);
    expect(groups[0].rules[0].alerts).toMatchObject([
      { labels: { alertname: 'Down', cluster: 'west', job: 'node' } },
    ]);
    const { alerts } = await ask('/api/v1/alerts');
    expect(alerts).toHaveLength(1);
  });

  it('lists labels and metadata once', async () => {
    expect(await ask('/api/v1/label/cluster/values')).toEqual(['east', 'west']);
    expect(await ask('/api/v1/label/__name__/values')).toEqual([
      ...['ALERTS', 'ALERTS_FOR_STATE', 'jobs', 'up'],
    ]);
    expect(await ask('/api/v1/label/cluster/values')).toEqual(['east', 'west']);
    expect(await ask('/api/v1/labels')).toEqual([
      ...['__name__', 'alertname', 'alertstate', 'cluster', 'job'],
    ]);
    expect((await ask('/api/v1/metadata')).up).toHaveLength(1);
  });
});

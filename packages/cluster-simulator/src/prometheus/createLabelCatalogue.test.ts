import { createRuleEngine, parseRuleGroups } from '@orrery/alerting';
import { createArraySource, runToEnd, type SeriesSource } from '@orrery/promql';

import { createLabelCatalogue } from './createLabelCatalogue';

function catalogueOf(): {
  readonly catalogue: ReturnType<typeof createLabelCatalogue>;
  readonly clock: { nowMs: number; looks: number };
} {
  const clock = { nowMs: 120_000, looks: 0 };
  const up = createArraySource([
    {
      labels: { __name__: 'up', job: 'node', zone: '' },
      timestampsMs: Float64Array.of(60_000, 120_000),
      values: Float64Array.of(0, 0),
    },
  ]);
  const scraped: SeriesSource = {
    select: request => {
      if (request.matchers.length === 0) clock.looks += 1;
      return up.select(request);
    },
  };
  const rules = createRuleEngine({
    groups: parseRuleGroups(
      {
        groups: [
          {
            name: 'g',
            interval: '10s',
            rules: [
              { alert: 'Down', expr: 'up == 0', labels: { severity: 'page' } },
              { record: 'never', expr: 'absent(up)' },
            ],
          },
        ],
      },
      { file: 'r.yml' },
    ),
    source: scraped,
    originMs: 0,
  });
  const nowMs = () => clock.nowMs;
  return { clock, catalogue: createLabelCatalogue({ scraped, rules, nowMs }) };
}

describe('createLabelCatalogue()', () => {
  it('knows the labels of what is scraped and of what rules make of it', () => {
    const { catalogue } = catalogueOf();
    expect([...new Set(runToEnd(catalogue.names()))].sort()).toEqual([
      ...['__name__', 'alertname', 'alertstate', 'job', 'severity'],
    ]);
    expect(runToEnd(catalogue.values('severity'))).toEqual(['page']);
    expect(runToEnd(catalogue.values('zone'))).toEqual([]);
  });

  it('names the metrics of rules whether or not they have series', () => {
    const { catalogue } = catalogueOf();
    expect(new Set(runToEnd(catalogue.values('__name__')))).toEqual(
      new Set(['up', 'never', 'ALERTS', 'ALERTS_FOR_STATE']),
    );
  });

  it('looks through the series once for those who ask one question after the other', () => {
    const { catalogue, clock } = catalogueOf();
    const first = catalogue.values('job');
    first.next();
    runToEnd(catalogue.names());
    expect(new Set(runToEnd(first))).toEqual(new Set(['node']));
    expect(clock.looks).toBe(1);
    clock.nowMs += 31_000;
    runToEnd(catalogue.values('job'));
    expect(clock.looks).toBe(2);
  });
});

import { createRuleEngine, parseRuleGroups } from '@orrery/alerting';
import { createArraySource, evaluateInstant, parseQuery } from '@orrery/promql';

import { serviceRules } from './serviceRules';

const MINUTE_MS = 60_000;
const NOW_MS = 40 * MINUTE_MS;

/** A counter that rises steadily for forty minutes. */
const counter = (
  __name__: string,
  perSecond: number,
  labels: Readonly<Record<string, string>>,
) => {
  const timestampsMs = Float64Array.from(
    { length: 161 },
    (_, scrape) => scrape * 15_000,
  );
  const values = timestampsMs.map(timeMs => (timeMs / 1_000) * perSecond);
  return { labels: { ...labels, __name__ }, timestampsMs, values };
};

/** Ten requests a second as a mesh measures them, some of which take seconds. */
function histogram(
  name: string,
  quickBound: string,
  slowBound: string,
  slowPerSecond: number,
  labels: Readonly<Record<string, string>>,
) {
  const bucket = (le: string, perSecond: number) =>
    counter(`${name}_bucket`, perSecond, { ...labels, le });
  return [
    bucket(quickBound, 10 - slowPerSecond),
    bucket(slowBound, 10),
    bucket('+Inf', 10),
    counter(`${name}_count`, 10, labels),
  ];
}

const istio = (service: string) => ({
  reporter: 'destination',
  destination_workload: service,
  destination_workload_namespace: 'shop',
});
const linkerd = { direction: 'inbound', namespace: 'data', statefulset: 'db' };
const hubble = { destination_namespace: 'edge', destination_workload: 'pos' };

const engine = createRuleEngine({
  groups: parseRuleGroups(serviceRules, { file: 'services.yml' }),
  source: createArraySource([
    ...histogram('istio_request_duration_milliseconds', '2500', '5000', 1, {
      ...istio('slow'),
    }),
    ...histogram('istio_request_duration_milliseconds', '2500', '5000', 0.2, {
      ...istio('quick'),
    }),
    ...['slow', 'quick'].map(service =>
      counter('istio_requests_total', 10, istio(service)),
    ),
    ...histogram('response_latency_ms', '3000', '4000', 3, linkerd),
    ...histogram(
      'hubble_http_request_duration_seconds',
      ...(['2.5', '5', 2, hubble] as const),
    ),
  ]),
  originMs: 0,
});

function valuesOf(query: string): Readonly<Record<string, string>> {
  const found = evaluateInstant(parseQuery(query), NOW_MS, {
    source: engine.source,
  });
  if (found.kind !== 'vector') throw new Error(found.kind);
  return Object.fromEntries(
    found.elements.map(({ labels, value }) => [
      `${labels.namespace}/${labels.service}`,
      value.toFixed(3),
    ]),
  );
}

describe('serviceRules', () => {
  it('tell the share of slow requests, whichever mesh measures them', () => {
    expect(valuesOf('service:slow_ratio:rate5m')).toEqual({
      'shop/slow': '0.100',
      'shop/quick': '0.020',
      'data/db': '0.300',
      'edge/pos': '0.200',
    });
  });

  it('find slow just what one of twenty requests is slow of', () => {
    expect(valuesOf('service:latency_p95_seconds:rate5m > 2.5')).toEqual({
      'shop/slow': '3.750',
      'data/db': '3.833',
      'edge/pos': '4.375',
    });
    const alerts = engine
      .reportAt(NOW_MS)
      .flatMap(({ rules }) => rules)
      .flatMap(({ rule, alerts: found }) =>
        rule.name === 'HighLatency' ? found : [],
      );
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      labels: { namespace: 'shop', service: 'slow' },
      state: 'firing',
      annotations: {
        description:
          '10% of the requests to shop/slow take longer than 2.5 seconds.',
      },
    });
  });
});

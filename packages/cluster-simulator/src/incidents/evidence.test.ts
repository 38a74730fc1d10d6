import type { IncidentKind, IncidentTarget } from '@orrery/telemetry-model';
import { parseIncidentKind } from './parseIncident';
import {
  earlyEvidence,
  missingAlerts,
  missingEvidence,
} from './testing/findEvidence';
import {
  startLivingCluster,
  type LivingCluster,
} from './testing/startLivingCluster';

const MINUTE_MS = 60_000;

const AGO_MS = 45 * MINUTE_MS;

/** Incidents that do not get into each other's way, in two clusters. */
const BEGUN: Partial<Record<IncidentKind, string>> = {
  'memory-leak': 'shop/cart',
  'bad-image': 'shop/users',
  'bad-config': 'shop/orders',
  'cpu-throttling': 'search/search-api',
  'manual-drift': 'shop/shipping',
  'certificate-expiry': 'platform/auth',
  'disk-filling': 'data/data-kafka-0',
  'noisy-neighbour': 'general',
  'zone-network-loss': 'us-east-2',
};
const BEGINNING: Partial<Record<IncidentKind, string>> = {
  'slow-database': 'data/postgres',
  'retry-storm': 'shop/inventory',
  'external-outage': 'internet/card-network',
  'traffic-spike': 'platform/ingress-nginx',
  'dns-failure': 'kube-system/coredns',
  'node-not-ready': 'arm',
};

function targetOf(
  cluster: LivingCluster,
  kind: IncidentKind,
  name: string,
): IncidentTarget {
  const [namespace, own] = name.split('/');
  if (kind === 'disk-filling') return { kind: 'Volume', namespace, name: own };
  if (kind === 'zone-network-loss') return { kind: 'Zone', name };
  if (own !== undefined) return { kind: 'Service', namespace, name: own };
  const [node] = cluster.store
    .list('nodes')
    .filter(
      ({ metadata }) =>
        metadata.name.includes(`-${name}-`) &&
        metadata.labels?.['topology.kubernetes.io/zone'] === 'us-east-1',
    );
  return { kind: 'Node', name: node.metadata.name };
}

describe.each([
  { when: 'that began 45 minutes ago', kinds: BEGUN, startsInMs: -AGO_MS },
  {
    when: 'that begins now, ten minutes later',
    kinds: BEGINNING,
    startsInMs: 0,
  },
])('the evidence of an incident $when', ({ kinds, startsInMs }) => {
  let cluster: LivingCluster;
  beforeAll(() => {
    cluster = startLivingCluster('prod-us');
    for (const [word, name] of Object.entries(kinds)) {
      const kind = parseIncidentKind(word);
      cluster.incidents.start({
        kind,
        target: targetOf(cluster, kind, name),
        intensity: 1,
        startsInMs,
      });
    }
    cluster.clock.advance(startsInMs === 0 ? 10 * MINUTE_MS : MINUTE_MS);
  }, 60_000);
  afterAll(() => cluster.dispose());

  it.each(Object.keys(kinds))('is found in a living cluster: %s', kind => {
    const truth = cluster.incidents.list().find(each => each.kind === kind);
    if (!truth) throw new Error(`no truth about ${kind}`);
    expect(missingEvidence(cluster, truth)).toEqual([]);
    expect(earlyEvidence(cluster, truth)).toEqual([]);
    expect(missingAlerts(cluster, truth)).toEqual([]);
  });

  it('fails nowhere', () => {
    expect(cluster.errors).toEqual([]);
  });
});

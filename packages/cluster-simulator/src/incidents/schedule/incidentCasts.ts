import type { IncidentKind } from '@orrery/telemetry-model';
import type { PlannableCluster, PlannedIncident } from './PlannedIncident';

/** Which part a kind of incident plays in the demonstration. */
export interface IncidentCast {
  readonly visibility: PlannedIncident['visibility'];
  /** Minutes, at least and at most. */
  readonly lasts: readonly [number, number];
  /** How often it is chosen, compared with others. */
  readonly weight: number;
  /** What it may befall, as far as a cluster has it: service keys, claims, or `node` and `zone`. */
  readonly targets: readonly string[];
}

/**
 * What may happen by itself to whom. Services that are ill from the start are left out, and what would take the whole
 * shop down is rare.
 */
export const INCIDENT_CASTS: Readonly<Record<IncidentKind, IncidentCast>> = {
  'bad-config': {
    visibility: 'visible',
    lasts: [14, 30],
    weight: 3,
    targets: [
      'shop/inventory',
      'payments/payments-webhooks',
      'search/search-suggest',
      'shop/users',
    ],
  },
  'bad-image': {
    visibility: 'visible',
    lasts: [12, 40],
    weight: 3,
    targets: [
      'shop/users',
      'platform/feature-flags',
      'search/recommendations',
      'shop/cart',
    ],
  },
  'memory-leak': {
    visibility: 'visible',
    lasts: [45, 90],
    weight: 3,
    targets: [
      'shop/cart',
      'search/recommendations',
      'payments/fraud',
      'data/clickstream',
    ],
  },
  'slow-database': {
    visibility: 'visible',
    lasts: [15, 35],
    weight: 2,
    targets: ['data/postgres', 'payments/payments-db'],
  },
  'retry-storm': {
    visibility: 'visible',
    lasts: [10, 20],
    weight: 2,
    targets: ['shop/inventory', 'shop/orders', 'payments/payments-api'],
  },
  'external-outage': {
    visibility: 'visible',
    lasts: [12, 35],
    weight: 2,
    targets: [
      'internet/card-network',
      'internet/carrier-api',
      'internet/mail-relay',
    ],
  },
  'node-not-ready': {
    visibility: 'visible',
    lasts: [15, 35],
    weight: 2,
    targets: ['node'],
  },
  'certificate-expiry': {
    visibility: 'visible',
    lasts: [12, 25],
    weight: 1,
    targets: ['search/search-api', 'shop/shipping', 'platform/feature-flags'],
  },
  'dns-failure': {
    visibility: 'visible',
    lasts: [8, 14],
    weight: 1,
    targets: ['kube-system/coredns'],
  },
  'zone-network-loss': {
    visibility: 'visible',
    lasts: [8, 14],
    weight: 0.4,
    targets: ['zone'],
  },
  'cpu-throttling': {
    visibility: 'quiet',
    lasts: [40, 110],
    weight: 3,
    targets: [
      'search/search-api',
      'payments/ledger',
      'platform/api-gateway',
      'platform/auth',
    ],
  },
  'noisy-neighbour': {
    visibility: 'quiet',
    lasts: [25, 70],
    weight: 3,
    targets: ['node'],
  },
  'manual-drift': {
    visibility: 'quiet',
    lasts: [60, 150],
    weight: 3,
    targets: ['shop/shipping', 'shop/email', 'search/search-suggest'],
  },
  'disk-filling': {
    visibility: 'quiet',
    lasts: [50, 80],
    weight: 2,
    targets: [
      'data/data-kafka-0',
      'data/data-redis-1',
      'payments/data-payments-db-0',
    ],
  },
  'traffic-spike': {
    visibility: 'quiet',
    lasts: [20, 45],
    weight: 2,
    targets: ['platform/ingress-nginx', 'payments/payments-webhooks'],
  },
};

/** The targets of a cast that a cluster has. O(targets). */
export function targetsIn(
  cluster: PlannableCluster,
  cast: IncidentCast,
): readonly string[] {
  return cast.targets.flatMap(target => {
    if (target === 'node') return cluster.nodes;
    // A zone is lost to the others: there must be some.
    if (target === 'zone') return cluster.zones.length > 1 ? cluster.zones : [];
    return cluster.services.has(target) || cluster.claims.has(target)
      ? [target]
      : [];
  });
}

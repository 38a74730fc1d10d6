import {
  calls,
  mayCall,
  sends,
  serving,
  type ServiceTraffic,
  working,
} from './ServiceTraffic';

/** The traffic of what the shop stands on, by `namespace/name`. */
export const PLATFORM_TRAFFIC: Readonly<Record<string, ServiceTraffic>> = {
  'platform/ingress-nginx': serving(
    'nginx',
    [1.6, 0.5],
    0.0003,
    [
      '/',
      '/product/{id}',
      '/api/v1/orders',
      '/api/v1/carts/{id}',
      '/search?q=desk',
      '/assets/main.css',
    ],
    [
      calls('shop/web', 0.62, 10_000),
      calls('platform/api-gateway', 0.3, 10_000),
      calls('search/search-api', 0.08, 4_000),
    ],
    { entryRps: 420 },
  ),
  'platform/api-gateway': serving(
    'go',
    [4.5, 0.5],
    0.00047,
    [
      '/v1/orders',
      '/v1/products/{id}',
      '/v1/carts/{id}',
      '/v1/sessions',
      '/v1/users/me',
    ],
    [
      calls('platform/auth', 0.8, 600),
      calls('shop/orders', 0.2, 2_000),
      calls('shop/catalog', 0.5, 1_500),
      calls('shop/cart', 0.3, 800),
      calls('shop/users', 0.25, 700),
      calls('shop/checkout-api', 0.05, 6_000, { hasCircuitBreaker: true }),
    ],
  ),
  'platform/auth': serving(
    'go',
    [8, 0.45],
    0.0018,
    ['/token', '/introspect', '/sessions/{id}'],
    [
      calls('shop/users', 0.4, 700),
      calls('data/redis', 1.1, 200, { retries: 2 }),
    ],
  ),
  'platform/feature-flags': serving(
    'node',
    [2.4, 0.4],
    0.0004,
    ['/flags', '/flags/{id}'],
    [mayCall('data/redis', 0.3, 100)],
  ),
  'platform/cert-manager': working('go', 0.4),
  'platform/external-dns': working('go', 0.2),
  'data/redis': serving(
    'redis',
    [0.45, 0.4],
    0.0001,
    ['GET', 'SET', 'HGETALL'],
    [],
    { protocol: 'tcp' },
  ),
  'data/kafka': serving(
    'kafka',
    [3.1, 0.6],
    0.00023,
    ['orders', 'events'],
    [sends('shop/checkout-worker', 0.25)],
    { protocol: 'tcp' },
  ),
  'data/postgres': serving('postgres', [2.8, 0.8], 0.00017, ['shop'], [], {
    protocol: 'tcp',
  }),
  'data/schema-registry': serving('jvm', [7.4, 0.46], 0.00064, [
    '/subjects/{id}/versions',
    '/schemas/ids/{id}',
  ]),
  'data/clickstream': serving(
    'go',
    [3.2, 0.5],
    0.00087,
    ['/collect'],
    [sends('data/kafka', 1), mayCall('data/schema-registry', 0.02, 400)],
  ),
  'monitoring/prometheus': working('go', 6),
  'monitoring/alertmanager': working('go', 0.5),
  'monitoring/loki': working('go', 9),
  'monitoring/kube-state-metrics': working('go', 1),
  'monitoring/node-exporter': working('go', 1),
  'monitoring/fluent-bit': working('go', 4),
  'kube-system/kube-proxy': working('go', 0.7),
  'kube-system/csi-node': working('go', 0.3),
  'kube-system/coredns': serving('go', [0.6, 0.7], 0.00053, ['A', 'AAAA'], [], {
    protocol: 'udp',
    entryRps: 1_400,
    season: 'customers',
  }),
  'kube-system/metrics-server': working('go', 1.2),
  'kube-system/cluster-autoscaler': working('go', 0.6),
};

/** What services call outside the cluster, by host name, in the pseudo-namespace `internet`. */
export const EXTERNAL_TRAFFIC: Readonly<Record<string, ServiceTraffic>> = {
  'internet/card-network': serving(
    'jvm',
    [140, 0.4],
    0.0028,
    ['/authorize'],
    [],
    { season: 'steady' },
  ),
  'internet/carrier-api': serving('jvm', [260, 0.6], 0.0045, ['/rates'], [], {
    season: 'office',
  }),
  'internet/mail-relay': serving('go', [420, 0.7], 0.0031, ['/submit'], [], {
    season: 'steady',
  }),
};

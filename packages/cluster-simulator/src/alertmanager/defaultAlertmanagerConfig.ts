/**
 * Who is told of what in a simulated cluster, as the plain value of a configuration file: the on-call engineer of what is critical, the
 * owners of a namespace of the rest. Nobody is really told: the receivers have no integration.
 */
export const DEFAULT_ALERTMANAGER_CONFIG = {
  global: { resolve_timeout: '5m' },
  route: {
    receiver: 'platform-team',
    group_by: ['alertname', 'namespace'],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '4h',
    routes: [
      { receiver: 'watchdog', matchers: ['alertname="Watchdog"'] },
      {
        receiver: 'on-call',
        matchers: ['severity="critical"'],
        continue: true,
      },
      { receiver: 'shop-team', matchers: ['namespace="shop"'] },
      { receiver: 'payments-team', matchers: ['namespace="payments"'] },
      { receiver: 'data-team', matchers: ['namespace=~"data|search"'] },
    ],
  },
  inhibit_rules: [
    {
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity=~"warning|info"'],
      equal: ['alertname', 'namespace'],
    },
    {
      source_matchers: ['alertname="HighErrorRate"'],
      target_matchers: ['alertname="ElevatedErrorRate"'],
      equal: ['namespace', 'service'],
    },
    {
      source_matchers: ['alertname="KubeNodeNotReady"'],
      target_matchers: ['alertname="KubeletDown"'],
      equal: ['node'],
    },
  ],
  receivers: [
    'platform-team',
    'watchdog',
    'on-call',
    'shop-team',
    'payments-team',
    'data-team',
  ].map(name => ({ name })),
};

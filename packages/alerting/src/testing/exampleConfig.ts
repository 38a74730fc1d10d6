/** A configuration with nested routes, inhibition and webhooks, as a YAML file would give it. */
export const exampleConfig = {
  route: {
    receiver: 'default',
    group_by: ['alertname'],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '4h',
    routes: [
      {
        matchers: ['severity="critical"'],
        receiver: 'pager',
        continue: true,
      },
      {
        match: { team: 'a' },
        receiver: 'team',
        group_by: ['namespace'],
        routes: [{ matchers: ['{urgent="yes"}'], group_wait: '0s' }],
      },
    ],
  },
  inhibit_rules: [
    {
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity="warning"'],
      equal: ['alertname'],
    },
  ],
  receivers: [
    { name: 'default', webhook_configs: [{ url: 'http://localhost/hook' }] },
    {
      name: 'pager',
      webhook_configs: [{ url: 'http://localhost/page', send_resolved: false }],
    },
    { name: 'team' },
  ],
};

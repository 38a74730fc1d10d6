/** A configuration for both Alertmanagers, with nested routes, groups and inhibition. JSON is YAML. */
export const exampleConfig = {
  route: {
    receiver: 'default',
    group_by: ['alertname'],
    group_wait: '0s',
    group_interval: '1s',
    repeat_interval: '1h',
    routes: [
      { matchers: ['severity="critical"'], receiver: 'pager', continue: true },
      {
        matchers: ['team=~"a|b"'],
        receiver: 'team',
        group_by: ['namespace'],
        routes: [{ matchers: ['urgent="yes"'], receiver: 'pager' }],
      },
      { match: { env: 'dev' }, receiver: 'team', group_by: ['...'] },
    ],
  },
  inhibit_rules: [
    {
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity="warning"'],
      equal: ['alertname'],
    },
  ],
  receivers: [{ name: 'default' }, { name: 'pager' }, { name: 'team' }],
};

import { formatExpr } from '@orrery/promql';
import { createTelemetry, sampleNamesOf } from '@orrery/telemetry-model';

import { defaultRuleGroups } from './defaultRuleGroups';

describe('defaultRuleGroups()', () => {
  const groups = defaultRuleGroups();
  const rules = groups.flatMap(group => group.rules);
  const alerts = rules.flatMap(rule => (rule.kind === 'alerting' ? rule : []));

  it('holds rules of both kinds, each alert once', () => {
    const names = alerts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(rules.length - names.length).toBeGreaterThanOrEqual(15);
  });

  it('reads only what the telemetry model or another rule has', () => {
    const telemetry = createTelemetry(
      {
        ...{ cluster: 'c', region: 'r', startMs: 0, utcOffsetHours: 0 },
        ...{ agents: [], services: [], pods: [], nodes: [], workloads: [] },
        ...{ autoscalers: [], volumes: [], namespaces: [], incidents: [] },
      },
      { seed: 1 },
    );
    const known = new Set([
      ...telemetry.families().flatMap(sampleNamesOf),
      ...rules.map(({ name }) => name),
    ]);
    const read = rules.flatMap(({ expr }) =>
      [
        ...formatExpr(expr)
          .replace(/"(\\.|[^"\\])*"/g, '""')
          .matchAll(/[a-z][a-z_]*[_:][\w:]*(?=[{[ )]|$)(?! *\()/g),
      ]
        .map(([name]) => name)
        .filter(name =>
          /^(kube|container|node|kubelet|istio|response|hubble|envoy|coredns|certmanager|service|instance|cluster):?_?/.test(
            name,
          ),
        )
        .filter(
          name =>
            name.includes('_total') ||
            name.includes(':') ||
            /_(bytes|seconds|bucket|info|phase|reason|condition|replicas|owner|limits|requests|pods|open)$/.test(
              name,
            ),
        ),
    );
    expect(read.length).toBeGreaterThan(40);
    expect(read.filter(name => !known.has(name))).toEqual([]);
  });

  it('gives every alert a severity, a summary and a description', () => {
    for (const { labels, annotations } of alerts) {
      expect(labels.severity).toMatch(/^(critical|warning|info|none)$/);
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.description).toMatch(/\.$/);
    }
  });
});

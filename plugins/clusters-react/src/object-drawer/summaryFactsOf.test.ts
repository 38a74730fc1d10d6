import type {
  LiveRow,
  ObjectDetail,
} from '@orrery/backstage-plugin-clusters-common';
import { podRow } from '../testing/liveRows';
import { summaryFactsOf } from './summaryFactsOf';

/** `label: text` of every fact, in order. */
function linesOf(
  row: LiveRow,
  metadata: Partial<ObjectDetail['object']['metadata']> = {},
): readonly string[] {
  return summaryFactsOf({
    row,
    object: {
      apiVersion: 'v1',
      kind: row.kind,
      metadata: { name: row.name, ...metadata },
    },
    writable: false,
  }).map(fact =>
    fact.kind === 'time'
      ? `${fact.label}: at ${fact.atMs}`
      : `${fact.label}: ${fact.text}`,
  );
}

describe('summaryFactsOf()', () => {
  it('says where a pod is, how it is, and why it restarted last', () => {
    const pod = podRow('a', {
      restarts: 4,
      node: 'n1',
      lastRestart: { container: 'app', reason: 'OOMKilled', exitCode: 137 },
    });
    expect(linesOf(pod)).toEqual([
      'Cluster: prod',
      'Namespace: shop',
      'Phase: Running',
      'Ready: 1 of 1 containers',
      'Restarts: 4',
      'Last restart: app: OOMKilled, exit 137',
      'Node: n1',
      'Images: shop:v1',
      'Created: at 0',
    ]);
  });

  it('says how far a workload is, and that its rollout is paused', () => {
    const { phase, containers, ...placed } = podRow('checkout', {
      ready: 2,
    }) as LiveRow & { kind: 'Pod' };
    const deployment: LiveRow = {
      ...placed,
      kind: 'Deployment',
      desired: 3,
      updated: 1,
      available: 2,
      revision: 7,
      paused: true,
    };
    expect(linesOf(deployment)).toEqual(
      expect.arrayContaining([
        'Replicas: 2 ready of 3 desired',
        'Up to date: 1',
        'Available: 2',
        'Revision: 7',
        'Rollout: paused',
      ]),
    );
  });

  it('leaves out what is not known', () => {
    const labels = linesOf(podRow('a')).map(line => line.split(':')[0]);
    const unknown = ['Node', 'IP', 'Last restart', 'Labels'];
    expect(labels.filter(label => unknown.includes(label))).toEqual([]);
  });

  it('lists labels and annotations one a line, and since when it goes', () => {
    const lines = linesOf(podRow('a', { deletingSinceMs: 5 }), {
      labels: { app: 'checkout', tier: 'web' },
      annotations: { team: 'shop' },
    });
    expect(lines).toEqual(
      expect.arrayContaining([
        'Labels: app=checkout\ntier=web',
        'Annotations: team=shop',
        'Being deleted since: at 5',
      ]),
    );
  });
});

import { REVISION_HASH } from '../controllerRevisions';
import { createPodFromTemplate } from '../createPodFromTemplate';
import type { Node } from '../kinds/Node';
import type { Pod, Toleration } from '../kinds/Pod';
import type { DaemonSet } from '../kinds/StatefulSet';
import { matchesNode } from '../scheduler/findMisfit';
import { untoleratedTaint } from '../scheduler/tolerates';

/** What every daemon pod tolerates: a node in trouble still needs its agents. */
const DAEMON_TOLERATIONS: readonly Toleration[] = [
  ...['not-ready', 'unreachable'].map(name => ({
    key: `node.kubernetes.io/${name}`,
    operator: 'Exists',
    effect: 'NoExecute',
  })),
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map(
    name => ({
      key: `node.kubernetes.io/${name}`,
      operator: 'Exists',
      effect: 'NoSchedule',
    }),
  ),
];

/** The daemon pod for a node: pinned to it by affinity, bound by the scheduler. */
export function daemonPodOf(
  daemonSet: DaemonSet,
  node: Node,
  revision: string,
  name: string,
): Pod {
  const { template } = daemonSet.spec;
  return createPodFromTemplate(daemonSet, template, name, {
    generateName: `${daemonSet.metadata.name}-`,
    labels: { [REVISION_HASH]: revision },
    spec: {
      affinity: {
        ...template.spec.affinity,
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchFields: [
                  {
                    key: 'metadata.name',
                    operator: 'In',
                    values: [node.metadata.name],
                  },
                ],
              },
            ],
          },
        },
      },
      tolerations: [
        ...(template.spec.tolerations ?? []),
        ...DAEMON_TOLERATIONS,
      ],
    },
  });
}

/** Whether a node should run a daemon, and whether one that runs there may stay. */
export function daemonBelongsOn(
  daemonSet: DaemonSet,
  node: Node,
): { readonly shouldRun: boolean; readonly mayStay: boolean } {
  const { template } = daemonSet.spec;
  const probe: Pod = { metadata: { name: '' }, spec: template.spec };
  if (!matchesNode(probe, node)) return { shouldRun: false, mayStay: false };
  const tolerations = [
    ...(template.spec.tolerations ?? []),
    ...DAEMON_TOLERATIONS,
  ];
  const taints = node.spec.taints ?? [];
  const evicting = taints.filter(taint => taint.effect === 'NoExecute');
  return {
    shouldRun: untoleratedTaint(taints, tolerations) === undefined,
    mayStay: untoleratedTaint(evicting, tolerations) === undefined,
  };
}

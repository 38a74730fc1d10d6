import { claimsLabels } from '../claimsLabels';
import type { Node } from '../kinds/Node';
import type { NodeRequirement, Pod } from '../kinds/Pod';
import { addAmounts, allocatableOf, podRequest, type Amount } from './NodeLoad';
import { untoleratedTaint } from './tolerates';

/** A node as the scheduler sees it: with what its pods have taken already. */
export interface NodeView {
  readonly node: Node;
  readonly used: Amount;
}

/**
 * Why a pod cannot run on a node, in the scheduler's words; empty when it can. Filters in the order of the real
 * scheduler's plugins; only resources report more than one reason.
 */
export function findMisfit(pod: Pod, view: NodeView): readonly string[] {
  const { node, used } = view;
  const taint = untoleratedTaint(node.spec.taints, pod.spec.tolerations);
  if (
    node.spec.unschedulable &&
    (!taint || taint.key.endsWith('/unschedulable'))
  ) {
    const isTolerated = pod.spec.tolerations?.some(
      each =>
        each.operator === 'Exists' &&
        (!each.key || each.key === 'node.kubernetes.io/unschedulable'),
    );
    if (!isTolerated) return ['node(s) were unschedulable'];
  }
  if (taint) {
    return [
      `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`,
    ];
  }
  if (!matchesNode(pod, node)) {
    return ["node(s) didn't match Pod's node affinity/selector"];
  }
  const room = addAmounts(allocatableOf(node), used, -1);
  const request = podRequest(pod);
  const short: string[] = [];
  if (room.pods < 1) short.push('Too many pods');
  // Sums of milli-cores are not exact in binary.
  if (request.cpuCores > room.cpuCores + 1e-9) short.push('Insufficient cpu');
  if (request.memoryBytes > room.memoryBytes) short.push('Insufficient memory');
  return short;
}

/** `nodeSelector` and the required part of node affinity. */
export function matchesNode(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const selector = Object.entries(pod.spec.nodeSelector ?? {});
  if (selector.some(([key, value]) => labels[key] !== value)) return false;
  const terms =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    terms === undefined ||
    terms.some(
      term =>
        (term.matchExpressions ?? []).every(each => meets(each, labels)) &&
        (term.matchFields ?? []).every(each =>
          meets(each, { 'metadata.name': node.metadata.name }),
        ),
    )
  );
}

/** Nodes that keep every `DoNotSchedule` spread constraint of the pod. */
export function keepsSpread(
  pod: Pod,
  node: Node,
  peers: readonly { readonly pod: Pod; readonly node: Node }[],
  nodes: readonly Node[],
): boolean {
  return (pod.spec.topologySpreadConstraints ?? []).every(constraint => {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') return true;
    const counts = new Map<string, number>();
    for (const each of nodes) {
      const domain = each.metadata.labels?.[constraint.topologyKey];
      if (domain !== undefined) counts.set(domain, counts.get(domain) ?? 0);
    }
    for (const peer of peers) {
      if (!claimsLabels(constraint.labelSelector, peer.pod.metadata.labels)) {
        continue;
      }
      const domain = peer.node.metadata.labels?.[constraint.topologyKey];
      if (domain !== undefined)
        counts.set(domain, (counts.get(domain) ?? 0) + 1);
    }
    const own = node.metadata.labels?.[constraint.topologyKey];
    if (own === undefined) return false;
    const skew = (counts.get(own) ?? 0) + 1 - Math.min(...counts.values());
    return skew <= constraint.maxSkew;
  });
}

function meets(
  { key, operator, values = [] }: NodeRequirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

import type { Node } from '../controllers/kinds/Node';
import type { Pod } from '../controllers/kinds/Pod';
import { findMisfit } from '../controllers/scheduler/findMisfit';
import {
  addAmounts,
  NOTHING,
  podRequest,
  type Amount,
} from '../controllers/scheduler/NodeLoad';

/** Puts seeded pods on nodes and gives them addresses. */
export interface PodPlacement {
  /** A node with room for the pod; `undefined` when there is none. */
  place(pod: Pod): Node | undefined;
  /** Puts the pod on this node, whatever its room. */
  placeOn(pod: Pod, node: Node): void;
  addressOn(node: Node): string;
}

/** Candidates looked at per pod: enough to balance, few enough for 50 000 pods. */
const SAMPLES = 5;

export function createPodPlacement(
  nodes: readonly Node[],
  random: () => number,
): PodPlacement {
  // A stride coprime to the count visits every node once.
  const stride = strideFor(nodes.length);
  const used = new Map<string, Amount>();
  const lastHost = new Map<string, number>();

  function placeOn(pod: Pod, node: Node): void {
    const { name } = node.metadata;
    used.set(name, addAmounts(used.get(name) ?? NOTHING, podRequest(pod)));
  }

  return {
    placeOn,
    place: pod => {
      const start = Math.floor(random() * nodes.length);
      let best: Node | undefined;
      let found = 0;
      for (let step = 0; step < nodes.length && found < SAMPLES; step++) {
        const node = nodes[(start + step * stride) % nodes.length];
        const load = used.get(node.metadata.name) ?? NOTHING;
        if (findMisfit(pod, { node, used: load }).length > 0) continue;
        found++;
        if (
          !best ||
          load.cpuCores < (used.get(best.metadata.name) ?? NOTHING).cpuCores
        ) {
          best = node;
        }
      }
      if (best) placeOn(pod, best);
      return best;
    },
    addressOn: node => {
      const host = (lastHost.get(node.metadata.name) ?? 1) + 1;
      lastHost.set(node.metadata.name, host);
      const prefix = (node.spec.podCIDR ?? '').split('.').slice(0, 3).join('.');
      return `${prefix}.${host}`;
    },
  };
}

function strideFor(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

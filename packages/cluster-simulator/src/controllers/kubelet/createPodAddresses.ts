import type { Node } from '../kinds/Node';
import type { Pod } from '../kinds/Pod';

/** Hands out pod addresses from each node's `podCIDR`, none twice at the same time. */
export interface PodAddresses {
  assign(node: Node): string;
  release(pod: Pod): void;
}

export function createPodAddresses(pods: Iterable<Pod>): PodAddresses {
  const used = new Set<string>();
  const next = new Map<string, number>();
  for (const pod of pods) {
    if (pod.status?.podIP && !pod.spec.hostNetwork) used.add(pod.status.podIP);
  }
  return {
    assign: node => {
      const prefix = prefixOf(node);
      const start = next.get(prefix) ?? 0;
      for (let tried = 0; tried < 253; tried++) {
        const host = ((start + tried) % 253) + 2;
        const address = `${prefix}.${host}`;
        if (used.has(address)) continue;
        used.add(address);
        next.set(prefix, host - 1);
        return address;
      }
      throw new Error(
        `node ${node.metadata.name} has no free pod address in ${node.spec.podCIDR}: 253 are used`,
      );
    },
    release: pod => {
      if (pod.status?.podIP && !pod.spec.hostNetwork) {
        used.delete(pod.status.podIP);
      }
    },
  };
}

function prefixOf(node: Node): string {
  return (node.spec.podCIDR ?? '10.244.0.0/24')
    .split('.')
    .slice(0, 3)
    .join('.');
}

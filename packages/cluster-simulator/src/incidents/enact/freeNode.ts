import type { Node } from '../../controllers/kinds/Node';
import type { Pod } from '../../controllers/kinds/Pod';
import { findMisfit } from '../../controllers/scheduler/findMisfit';
import {
  addAmounts,
  NOTHING,
  podRequest,
  type Amount,
} from '../../controllers/scheduler/NodeLoad';
import type { TypedStore } from '../../controllers/TypedStore';

/**
 * Finds nodes for pods that are said to have been scheduled before now: the one with the most free cores on which the
 * pod fits. Undefined when none has room. O(pods) once, O(nodes) per pod.
 */
export function createFreeNodes(
  store: TypedStore,
): (pod: Pod) => Node | undefined {
  const nodes = store.list('nodes');
  const used = new Map<string, Amount>();
  const take = (pod: Pod, node: string) =>
    used.set(node, addAmounts(used.get(node) ?? NOTHING, podRequest(pod)));
  for (const pod of store.list('pods'))
    if (pod.spec.nodeName) take(pod, pod.spec.nodeName);
  return pod => {
    let best: Node | undefined;
    let bestCores = Infinity;
    for (const node of nodes) {
      const load = used.get(node.metadata.name) ?? NOTHING;
      if (load.cpuCores >= bestCores) continue;
      if (findMisfit(pod, { node, used: load }).length > 0) continue;
      best = node;
      bestCores = load.cpuCores;
    }
    if (best) take(pod, best.metadata.name);
    return best;
  };
}

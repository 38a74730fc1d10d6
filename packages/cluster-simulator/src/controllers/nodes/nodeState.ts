import type { Condition } from '../kinds/Pod';
import type { Node } from '../kinds/Node';

/** `true` on a node cuts it off: its kubelet stops reporting and acting. */
export const NODE_DOWN = 'orrery-sim/node-down';

export function isNodeReachable(node: Node): boolean {
  return node.metadata.annotations?.[NODE_DOWN] !== 'true';
}

export function readyConditionOf(node: Node): Condition | undefined {
  return node.status?.conditions?.find(condition => condition.type === 'Ready');
}

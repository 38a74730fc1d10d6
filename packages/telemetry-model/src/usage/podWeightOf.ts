import { fractionOf } from '../noise/hash';
import type { WorldPod } from '../world/WorldPod';

/** How much of the load a pod takes compared with its siblings: 0.9 to 1.1, its own for life. */
export function podWeightOf(pod: Pick<WorldPod, 'uid'>): number {
  return 0.9 + 0.2 * fractionOf(`${pod.uid}/weight`);
}

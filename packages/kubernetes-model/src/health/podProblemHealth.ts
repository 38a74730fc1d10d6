import { conditionOf } from './conditionOf';
import { containerProblemOf } from './containerProblemOf';
import type { PodContainers } from './containerStates';
import type { Health } from './Health';
import { worstHealth } from './healthSeverity';
import { verdict } from './verdicts';

/** What is wrong with a Pod's containers, or `undefined`. The worst decides; the first of equally bad ones. */
export function podProblemHealth(
  pod: unknown,
  containers: PodContainers,
): Health | undefined {
  const problems = containers.all.flatMap(
    container => containerProblemOf(container) ?? [],
  );
  const worst = worstHealth(problems);
  return worst === undefined
    ? undefined
    : verdict(worst.status, worst, {
        sinceMs: conditionOf(pod, 'Ready')?.sinceMs,
      });
}

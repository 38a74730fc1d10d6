import { stringAt } from '../fields/fieldAt';
import { conditionsOf } from './conditionOf';
import type { Health } from './Health';
import { terminatingHealth } from './terminatingHealth';
import { verdict } from './verdicts';

/** What the namespace controller reports as keeping a namespace, worst first. */
const OBSTACLES = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
];

/** Health of a Namespace; one that takes too long to go says what keeps it. */
export function namespaceHealth(object: unknown, nowMs: number): Health {
  const terminating = terminatingHealth(object, nowMs);
  if (terminating !== undefined) {
    const conditions = conditionsOf(object);
    const obstacle = OBSTACLES.map(type =>
      conditions.find(
        condition => condition.type === type && condition.status === 'True',
      ),
    ).find(condition => condition !== undefined);
    return obstacle?.message
      ? verdict(
          terminating.status,
          {
            reason: terminating.reason,
            message: `${terminating.message}: ${obstacle.message}`,
          },
          terminating,
        )
      : terminating;
  }
  return stringAt(object, 'status', 'phase') === 'Terminating'
    ? verdict('Progressing', { reason: 'Terminating', message: 'Terminating' })
    : verdict('Healthy', { reason: 'Active', message: 'Active' });
}

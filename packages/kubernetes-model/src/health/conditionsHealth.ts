import { isTrueAt, numberAt, stringAt } from '../fields/fieldAt';
import { conditionsOf } from './conditionOf';
import type { Condition } from './conditionOf';
import type { Health } from './Health';
import { verdict } from './verdicts';

/** Bad when `True`; `Stalled` is the convention of kstatus and Flux. */
const BAD = ['Stalled', 'Failed', 'Failure', 'Degraded'];
/** Good when `True`, the most telling first. */
const GOOD = [
  'Ready',
  'Available',
  'Healthy',
  'Programmed',
  'Accepted',
  'Established',
  'ScalingActive',
  'AbleToScale',
];

/**
 * Health of any other kind by the common conventions for conditions (kstatus, API conventions of Kubernetes). An
 * object that has no telling condition is `Healthy`: it exists, and its kind has no state.
 */
export function conditionsHealth(object: unknown): Health {
  const conditions = conditionsOf(object);
  const bad = firstOf(conditions, BAD, 'True');
  if (bad !== undefined) {
    return toHealth(bad.type === 'Degraded' ? 'Degraded' : 'Failed', bad);
  }
  if (isTrueAt(object, 'spec', 'suspend')) {
    return verdict('Suspended', { reason: 'Suspended', message: 'Suspended' });
  }
  if (isBehind(object)) {
    return verdict('Progressing', {
      reason: 'Unobserved',
      message: 'Waiting for the change to be observed',
    });
  }
  const reconciling = firstOf(conditions, ['Reconciling'], 'True');
  if (reconciling !== undefined) {
    return toHealth('Progressing', reconciling);
  }
  const missing = firstOf(conditions, GOOD, 'False');
  if (missing !== undefined) {
    return toHealth('Degraded', missing);
  }
  const undecided = firstOf(conditions, GOOD, 'Unknown');
  if (undecided !== undefined) {
    return toHealth('Progressing', undecided);
  }
  return phaseHealth(object) ?? goodHealth(firstOf(conditions, GOOD, 'True'));
}

function firstOf(
  conditions: readonly Condition[],
  types: readonly string[],
  status: string,
): Condition | undefined {
  return types
    .map(type =>
      conditions.find(
        condition => condition.type === type && condition.status === status,
      ),
    )
    .find(condition => condition !== undefined);
}

function toHealth(status: Health['status'], condition: Condition): Health {
  const { type, reason, message, sinceMs } = condition;
  return verdict(
    status,
    {
      reason: reason || type,
      message: message || reason || `${type} is ${condition.status}`,
    },
    { sinceMs },
  );
}

/** Only kinds that report `observedGeneration` can be behind. */
function isBehind(object: unknown): boolean {
  const observed = numberAt(object, 'status', 'observedGeneration');
  const generation = numberAt(object, 'metadata', 'generation');
  return (
    observed !== undefined && generation !== undefined && generation > observed
  );
}

function phaseHealth(object: unknown): Health | undefined {
  const phase = stringAt(object, 'status', 'phase');
  switch (phase) {
    case 'Failed':
    case 'Error':
      return verdict('Failed', {
        reason: stringAt(object, 'status', 'reason') || phase,
        message: stringAt(object, 'status', 'message') || phase,
      });
    case 'Pending':
      return verdict('Progressing', { reason: phase, message: phase });
    default:
      return undefined;
  }
}

function goodHealth(condition: Condition | undefined): Health {
  return condition === undefined
    ? verdict('Healthy', { reason: 'Exists', message: 'Healthy' })
    : verdict(
        'Healthy',
        { reason: condition.type, message: condition.type },
        { sinceMs: condition.sinceMs },
      );
}

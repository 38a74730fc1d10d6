import { recordsAt, stringAt } from '../fields/fieldAt';
import { createdAtMsOf } from '../object/createdAtMsOf';
import type { Health } from './Health';
import { plusMs, verdict, verdictByDeadline } from './verdicts';

/** Cloud load balancers take a few minutes. */
const LOAD_BALANCER_GRACE_MS = 5 * 60_000;

/**
 * Health of a Service that is not being deleted. Whether anything answers is not in the object (its EndpointSlices
 * tell), so the one thing that can be wrong here is a load balancer without an address.
 */
export function serviceHealth(object: unknown, nowMs: number): Health {
  const type = stringAt(object, 'spec', 'type') ?? 'ClusterIP';
  const ingress = recordsAt(object, 'status', 'loadBalancer', 'ingress');
  if (type !== 'LoadBalancer' || ingress.length > 0) {
    return verdict('Healthy', {
      reason: type,
      message: messageOf(object, type),
    });
  }
  const createdAtMs = createdAtMsOf(object);
  const words = {
    reason: 'LoadBalancerPending',
    message: 'Waiting for a load balancer address',
  };
  return verdictByDeadline({
    atMs: plusMs(createdAtMs, LOAD_BALANCER_GRACE_MS),
    nowMs,
    before: times =>
      verdict('Progressing', words, { sinceMs: createdAtMs, ...times }),
    after: () => verdict('Degraded', words, { sinceMs: createdAtMs }),
  });
}

function messageOf(object: unknown, type: string): string {
  const target = stringAt(object, 'spec', 'externalName');
  return type === 'ExternalName' && target ? `Alias of ${target}` : type;
}

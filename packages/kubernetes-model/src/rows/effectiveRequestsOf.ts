import { fieldAt, recordAt, recordsAt, stringAt } from '../fields/fieldAt';
import type { JsonRecord } from '../fields/fieldAt';
import { toInteger, toNumber } from '../quantity/cpuCoresOf';
import { tryParseQuantity } from '../quantity/parseQuantity';
import type { Quantity } from '../quantity/Quantity';
import {
  addQuantities,
  maxQuantity,
  ZERO_QUANTITY,
} from '../quantity/quantityArithmetic';
import type { ResourceAmounts } from './ResourceRow';

/**
 * What a pod counts for when it is placed on a node: per resource the larger of what its containers and sidecars need
 * together, and what any init container needs with the sidecars declared before it; plus the overhead of its runtime
 * class. Pod-level `spec.resources` stands instead of the containers' sum where given; for a container that was
 * resized in place, the resources that the kubelet reports stand where they are more than those asked for. A resource that nobody asks for is absent.
 * What is not a quantity counts as nothing. Source: `PodRequests` of `k8s.io/component-helpers/resource`.
 */
export function effectiveRequestsOf(pod: unknown): ResourceAmounts {
  return amountsOf(pod, 'requests');
}

/** As `effectiveRequestsOf`, for limits; the overhead counts only where a limit is set. */
export function effectiveLimitsOf(pod: unknown): ResourceAmounts {
  return amountsOf(pod, 'limits');
}

type Side = 'requests' | 'limits';

function amountsOf(pod: unknown, side: Side): ResourceAmounts {
  const cpu = effectiveAmount(pod, side, 'cpu');
  const memory = effectiveAmount(pod, side, 'memory');
  return {
    ...(cpu === undefined ? {} : { cpuCores: toNumber(cpu) }),
    ...(memory === undefined ? {} : { memoryBytes: toInteger(memory) }),
  };
}

function effectiveAmount(
  pod: unknown,
  side: Side,
  resource: string,
): Quantity | undefined {
  const amount =
    tryParseQuantity(fieldAt(pod, 'spec', 'resources', side, resource)) ??
    containersAmount(pod, side, resource);
  const overhead = tryParseQuantity(fieldAt(pod, 'spec', 'overhead', resource));
  if (amount === undefined) {
    return side === 'requests' ? overhead : undefined;
  }
  return overhead === undefined ? amount : addQuantities(amount, overhead);
}

function containersAmount(
  pod: unknown,
  side: Side,
  resource: string,
): Quantity | undefined {
  const amount = (container: JsonRecord, statuses: string) =>
    containerAmount(pod, container, statuses, [side, resource]);
  let isAsked = false;
  let sidecars = ZERO_QUANTITY;
  let peak = ZERO_QUANTITY;
  for (const container of recordsAt(pod, 'spec', 'initContainers')) {
    const own = amount(container, 'initContainerStatuses');
    isAsked ||= own !== undefined;
    const together = addQuantities(sidecars, own ?? ZERO_QUANTITY);
    peak = maxQuantity(peak, together);
    sidecars =
      stringAt(container, 'restartPolicy') === 'Always' ? together : sidecars;
  }
  let sum = sidecars;
  for (const container of recordsAt(pod, 'spec', 'containers')) {
    const own = amount(container, 'containerStatuses');
    isAsked ||= own !== undefined;
    sum = addQuantities(sum, own ?? ZERO_QUANTITY);
  }
  return isAsked ? maxQuantity(sum, peak) : undefined;
}

function containerAmount(
  pod: unknown,
  container: JsonRecord,
  statuses: string,
  [side, resource]: readonly [Side, string],
): Quantity | undefined {
  const asked = tryParseQuantity(
    fieldAt(container, 'resources', side, resource),
  );
  const name = stringAt(container, 'name');
  const status = recordsAt(pod, 'status', statuses).find(
    candidate => stringAt(candidate, 'name') === name,
  );
  const actual = tryParseQuantity(
    fieldAt(recordAt(status, 'resources'), side, resource),
  );
  return asked === undefined || actual === undefined
    ? asked
    : maxQuantity(asked, actual);
}

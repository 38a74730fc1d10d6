import {
  addQuantities,
  maxQuantity,
  Quantity,
  tryParseQuantity,
  ZERO_QUANTITY,
} from '@orrery/kubernetes-model';
import { objectAt, objectsAt, stringAt } from '../json/readJson';

/** Amounts by name of the resource: `cpu`, `memory`, `example.com/gpu`. */
export type Amounts = ReadonlyMap<string, Quantity>;

/**
 * What a pod asks for, or may use at most: the sum of its containers and sidecars, or what an init container needs at its turn if that
 * is more, and the overhead of its runtime class. Amounts of the pod itself stand instead of the containers' sum.
 * What is not a quantity counts as nothing. Source: `PodRequests` and `PodLimits` of k8s.io/component-helpers/resource.
 */
export function podAmounts(
  pod: unknown,
  side: 'requests' | 'limits',
): Map<string, Quantity> {
  const sidecars = new Map<string, Quantity>();
  const peak = new Map<string, Quantity>();
  for (const container of objectsAt(pod, 'spec', 'initContainers')) {
    const isSidecar = stringAt(container, 'restartPolicy') === 'Always';
    for (const [name, amount] of amountsAt(container, 'resources', side)) {
      const together = sum(sidecars.get(name), amount);
      peak.set(name, maxQuantity(peak.get(name) ?? ZERO_QUANTITY, together));
      if (isSidecar) sidecars.set(name, together);
    }
  }
  const total = sidecars;
  for (const container of objectsAt(pod, 'spec', 'containers')) {
    for (const [name, amount] of amountsAt(container, 'resources', side))
      total.set(name, sum(total.get(name), amount));
  }
  for (const [name, amount] of peak)
    total.set(name, maxQuantity(total.get(name) ?? ZERO_QUANTITY, amount));
  for (const [name, amount] of amountsAt(pod, 'spec', 'resources', side))
    total.set(name, amount);
  for (const [name, amount] of amountsAt(pod, 'spec', 'overhead')) {
    if (side === 'requests' || total.has(name))
      total.set(name, sum(total.get(name), amount));
  }
  return total;
}

/** The quantities of a list of resources, as `resources.requests` is one. */
export function amountsAt(value: unknown, ...path: readonly string[]): Amounts {
  const amounts = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(objectAt(value, ...path))) {
    const amount = tryParseQuantity(text);
    if (amount) amounts.set(name, amount);
  }
  return amounts;
}

function sum(left: Quantity | undefined, right: Quantity): Quantity {
  return left ? addQuantities(left, right) : right;
}

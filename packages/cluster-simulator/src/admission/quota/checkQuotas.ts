import {
  addQuantities,
  formatQuantity,
  KubernetesObject,
  Quantity,
  subtractQuantities,
  ZERO_QUANTITY,
} from '@orrery/kubernetes-model';
import { objectsAt, stringAt } from '../../json/readJson';
import { forbidden } from '../../status/statusErrors';
import type { ResourceId } from '../../store/ClusterStore';
import { resourceNameOf } from '../../store/resourceNameOf';
import { Amounts, amountsAt } from '../podAmounts';
import { countsObject, QuotaAccount } from './QuotaLedger';
import { computeUsage, usageOf } from './usageOf';

/** A quota on one of these makes every container name its own. */
const mustBeNamed: ReadonlySet<string> = new Set(
  ['cpu', 'memory'].flatMap(name => [
    name,
    `requests.${name}`,
    `limits.${name}`,
  ]),
);

/**
 * Lets an object pass when every quota that counts it has room for it, or for what a change adds. Source: `CheckRequest` of
 * the admission plugin ResourceQuota; unlike there, what is used is always known.
 *
 * @throws StatusError Forbidden, with the numbers of the first quota that has not.
 */
export function checkQuotas(
  accounts: readonly QuotaAccount[],
  resource: ResourceId,
  object: KubernetesObject,
  previous?: KubernetesObject,
): void {
  const counting = accounts.filter(account =>
    countsObject(account, resource, object),
  );
  if (counting.length === 0) return;
  const refuse = (why: string) =>
    forbidden(
      resourceNameOf(resource),
      object.metadata.name || object.metadata.generateName,
      why,
    );
  for (const account of resource === 'pods' ? counting : []) {
    const missing = missingAmounts(object, account);
    if (missing)
      throw refuse(
        `failed quota: ${account.quota.metadata.name}: must specify ${missing}`,
      );
  }
  const requested = addedUsage(resource, object, previous);
  for (const { quota, hard, used } of counting) {
    const exceeded = [...requested.keys()]
      .filter(name => isExceeded(requested, used, hard, name))
      .sort();
    if (exceeded.length === 0) continue;
    const listed = (amounts: Amounts) =>
      exceeded
        .map(
          name =>
            `${name}=${formatQuantity(amounts.get(name) ?? ZERO_QUANTITY)}`,
        )
        .join(',');
    throw refuse(
      `exceeded quota: ${quota.metadata.name}, requested: ${listed(
        requested,
      )}, used: ${listed(used)}, limited: ${listed(hard)}`,
    );
  }
}

/** `limits.cpu for: app,proxy; limits.memory for: app`, or undefined. */
function missingAmounts(
  pod: KubernetesObject,
  { hard }: QuotaAccount,
): string | undefined {
  const missing = new Map<string, string[]>();
  const names = [...hard.keys()].filter(name => mustBeNamed.has(name)).sort();
  for (const container of [
    ...objectsAt(pod, 'spec', 'containers'),
    ...objectsAt(pod, 'spec', 'initContainers'),
  ]) {
    const usage = computeUsage(
      amountsAt(container, 'resources', 'requests'),
      amountsAt(container, 'resources', 'limits'),
    );
    for (const name of names) {
      if (usage.has(name)) continue;
      const containers = missing.get(name) ?? [];
      containers.push(stringAt(container, 'name'));
      missing.set(name, containers);
    }
  }
  if (missing.size === 0) return undefined;
  return names
    .flatMap(name => {
      const containers = missing.get(name);
      return containers ? `${name} for: ${containers.sort().join(',')}` : [];
    })
    .join('; ');
}

/** Of a change only what it adds. */
function addedUsage(
  resource: ResourceId,
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): Amounts {
  const usage = usageOf(resource, object);
  if (!previous) return usage;
  const before = usageOf(resource, previous);
  return new Map(
    [...usage]
      .map(
        ([name, amount]) =>
          [
            name,
            subtractQuantities(amount, before.get(name) ?? ZERO_QUANTITY),
          ] as const,
      )
      .filter(([, added]) => added.nanos > 0n),
  );
}

function isExceeded(
  requested: Amounts,
  used: Amounts,
  hard: Amounts,
  name: string,
): boolean {
  const limit: Quantity | undefined = hard.get(name);
  if (!limit) return false;
  const total = addQuantities(
    used.get(name) ?? ZERO_QUANTITY,
    requested.get(name) ?? ZERO_QUANTITY,
  );
  return total.nanos > limit.nanos;
}

import {
  addQuantities,
  isEqualJson,
  KubernetesObject,
  Quantity,
  subtractQuantities,
  ZERO_QUANTITY,
} from '@orrery/kubernetes-model';
import type {
  ClusterStore,
  ResourceId,
  StoreChange,
} from '../../store/ClusterStore';
import { Amounts, amountsAt } from '../podAmounts';
import { podMatchesScope, QuotaScope, quotaScopesOf } from './quotaScopes';
import { isFinishedPod, resourceUsing, usageOf } from './usageOf';

/** A quota with what is used of it at present. */
export interface QuotaAccount {
  readonly quota: KubernetesObject;
  readonly hard: Amounts;
  readonly scopes: readonly QuotaScope[];
  /** The kinds whose objects it counts. */
  readonly resources: ReadonlySet<ResourceId>;
  /** By each name in `hard`. */
  readonly used: Amounts;
}

interface OpenAccount extends QuotaAccount {
  readonly used: Map<string, Quantity>;
}

/**
 * Knows what is used of every ResourceQuota, from the changes of the store: exact at any moment, also within a burst of creations.
 * A change in a namespace without a quota costs one look-up; a new quota costs a look at its namespace.
 */
export class QuotaLedger {
  readonly #store: ClusterStore;
  readonly #accounts = new Map<string, Map<string, OpenAccount>>();
  readonly #listeners = new Set<(quota: KubernetesObject) => void>();
  readonly #unsubscribe: () => void;

  constructor(store: ClusterStore) {
    this.#store = store;
    store.list('resourcequotas').forEach(quota => this.#open(quota));
    this.#unsubscribe = store.subscribe(change => this.#follow(change));
  }

  /** In order of their names. */
  accountsOf(namespace: string | undefined): readonly QuotaAccount[] {
    const accounts = this.#accounts.get(namespace ?? '');
    if (!accounts) return [];
    return [...accounts.values()].sort((a, b) =>
      a.quota.metadata.name < b.quota.metadata.name ? -1 : 1,
    );
  }

  account(
    namespace: string | undefined,
    name: string,
  ): QuotaAccount | undefined {
    return this.#accounts.get(namespace ?? '')?.get(name);
  }

  /** Tells of every quota whose use may have changed, at once: the listener must not write. */
  subscribe(listener: (quota: KubernetesObject) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  dispose(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #follow({ kind, resource, object, previous }: StoreChange): void {
    const { namespace = '' } = object.metadata;
    if (resource === 'resourcequotas') this.#followQuota(kind, object);
    const accounts = this.#accounts.get(namespace);
    if (!accounts) return;
    if (kind === 'modified' && isSameUsage(resource, object, previous)) return;
    for (const account of accounts.values()) {
      if (!account.resources.has(resource)) continue;
      if (kind !== 'added')
        charge(account, resource, previous ?? object, subtractQuantities);
      // The account of a new quota has counted the quota itself.
      const isCounted = account.quota === object;
      if (kind !== 'deleted' && !isCounted)
        charge(account, resource, object, addQuantities);
      this.#listeners.forEach(listener => listener(account.quota));
    }
  }

  #followQuota(kind: StoreChange['kind'], quota: KubernetesObject): void {
    const { namespace = '', name } = quota.metadata;
    const accounts = this.#accounts.get(namespace);
    if (kind === 'deleted') {
      accounts?.delete(name);
      if (accounts?.size === 0) this.#accounts.delete(namespace);
      return;
    }
    const known = accounts?.get(name);
    if (known && isEqualJson(known.quota.spec, quota.spec))
      accounts?.set(name, { ...known, quota });
    else this.#open(quota);
    this.#listeners.forEach(listener => listener(quota));
  }

  #open(quota: KubernetesObject): void {
    const { namespace = '', name } = quota.metadata;
    const hard = amountsAt(quota, 'spec', 'hard');
    const account: OpenAccount = {
      quota,
      hard,
      scopes: quotaScopesOf(quota),
      resources: new Set(
        [...hard.keys()].flatMap(each => resourceUsing(each) ?? []),
      ),
      used: new Map([...hard.keys()].map(each => [each, ZERO_QUANTITY])),
    };
    for (const resource of account.resources) {
      for (const object of this.#store.list(resource, namespace))
        charge(account, resource, object, addQuantities);
    }
    const accounts = this.#accounts.get(namespace);
    if (accounts) accounts.set(name, account);
    else this.#accounts.set(namespace, new Map([[name, account]]));
  }
}

/** Whether a quota counts this object: quotas with scopes count pods alone. */
export function countsObject(
  { resources, scopes }: QuotaAccount,
  resource: ResourceId,
  object: KubernetesObject,
): boolean {
  return (
    resources.has(resource) &&
    (scopes.length === 0 ||
      (resource === 'pods' &&
        scopes.every(scope => podMatchesScope(object, scope))))
  );
}

function charge(
  account: OpenAccount,
  resource: ResourceId,
  object: KubernetesObject,
  apply: (used: Quantity, amount: Quantity) => Quantity,
): void {
  if (!countsObject(account, resource, object)) return;
  for (const [name, amount] of usageOf(resource, object)) {
    const used = account.used.get(name);
    if (used) account.used.set(name, apply(used, amount));
  }
}

/** Most changes of pods are changes of their status. */
function isSameUsage(
  resource: ResourceId,
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): boolean {
  switch (resource) {
    case 'pods':
      return (
        object.spec === previous?.spec &&
        isFinishedPod(object) === (!!previous && isFinishedPod(previous))
      );
    case 'services':
    case 'persistentvolumeclaims':
      return object.spec === previous?.spec;
    default:
      return true;
  }
}

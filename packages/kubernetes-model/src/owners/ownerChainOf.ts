import type { RowBase } from '../rows/ResourceRow';
import { controllerOf, uidOf } from './Ownable';
import type { Ownable } from './Ownable';

/** One step up the chain of owners. */
export interface OwnerLink<T> {
  /** As the object below names it. */
  readonly owner: NonNullable<RowBase['owner']>;
  /** Absent when `findByUid` does not know it; then the chain ends here. */
  readonly item?: T;
}

/**
 * The owners of an item, nearest first: for a pod its ReplicaSet, then the Deployment. Ends at an item without owner, at an
 * owner that is not known (its link has no `item`), and before any owner that came already, so a circle ends too.
 */
export function ownerChainOf<T extends Ownable>(
  item: T,
  findByUid: (uid: string) => T | undefined,
): readonly OwnerLink<T>[] {
  const chain: OwnerLink<T>[] = [];
  const seen = new Set([uidOf(item)]);
  let owner = controllerOf(item);
  while (owner !== undefined && !seen.has(owner.uid)) {
    seen.add(owner.uid);
    const found = findByUid(owner.uid);
    chain.push({ owner, ...(found === undefined ? {} : { item: found }) });
    owner = found === undefined ? undefined : controllerOf(found);
  }
  return chain;
}

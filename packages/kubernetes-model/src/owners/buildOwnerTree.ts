import type { RowBase } from '../rows/ResourceRow';
import { controllerOf, uidOf } from './Ownable';
import type { Ownable } from './Ownable';

/** An item with what it owns, in the order given. */
export interface OwnerNode<T> {
  readonly item: T;
  readonly children: readonly OwnerNode<T>[];
  /** The owner that the item names but that was not given: deleted, of a kind not listed, or hidden from the viewer. */
  readonly missingOwner?: NonNullable<RowBase['owner']>;
}

/**
 * Arranges items of any kinds below their owners (the controlling owner, else the first one) and returns the roots in
 * the order given. Every item appears exactly once: one whose owner is missing is a root that says so; a circle
 * of owners is opened at its first item, which becomes a root; of several items with one uid the first is the owner.
 * Cost: linear in the number of items.
 */
export function buildOwnerTree<T extends Ownable>(
  items: readonly T[],
): readonly OwnerNode<T>[] {
  const byUid = new Map<string, T>();
  for (const item of items) {
    const uid = uidOf(item);
    if (uid !== '' && !byUid.has(uid)) {
      byUid.set(uid, item);
    }
  }
  const parentOf = (item: T) => {
    const owner = controllerOf(item);
    return owner === undefined ? undefined : byUid.get(owner.uid);
  };
  const roots = rootsOf(items, parentOf);
  const children = new Map<T, OwnerNode<T>[]>();
  const nodes = items.map(item => {
    const below: OwnerNode<T>[] = [];
    children.set(item, below);
    const owner = controllerOf(item);
    const isMissing = owner !== undefined && !byUid.has(owner.uid);
    return {
      item,
      children: below,
      ...(isMissing ? { missingOwner: owner } : {}),
    };
  });
  const tops: OwnerNode<T>[] = [];
  for (const node of nodes) {
    const parent = roots.has(node.item) ? undefined : parentOf(node.item);
    const siblings = parent === undefined ? tops : children.get(parent);
    siblings?.push(node);
  }
  return tops;
}

/** Items without a given parent, and of every circle the item that stands first. */
function rootsOf<T>(
  items: readonly T[],
  parentOf: (item: T) => T | undefined,
): ReadonlySet<T> {
  const roots = new Set<T>();
  const settled = new Set<T>();
  const position = new Map(items.map((item, index) => [item, index]));
  for (const item of items) {
    const path = new Set<T>();
    let current: T | undefined = item;
    while (
      current !== undefined &&
      !settled.has(current) &&
      !path.has(current)
    ) {
      path.add(current);
      const parent = parentOf(current);
      if (parent === undefined) {
        roots.add(current);
      }
      current = parent;
    }
    if (current !== undefined && path.has(current)) {
      const circle = [...path].slice([...path].indexOf(current));
      roots.add(
        circle.reduce((first, other) =>
          (position.get(other) ?? 0) < (position.get(first) ?? 0)
            ? other
            : first,
        ),
      );
    }
    path.forEach(passed => settled.add(passed));
  }
  return roots;
}

import type { HealthStatus } from '@orrery/kubernetes-model';
import type { AppRow } from './AppRow';
import type { AppNode, AppTree } from './AppTree';
import { matchesWords, wordsOf } from './matchesWords';

export interface FlattenOptions {
  /** Rows whose open state differs from their default (clusters and the ReplicaSets of an open Deployment are open). */
  readonly toggledIds: ReadonlySet<string>;
  /** Workloads in these states only; empty means all. */
  readonly health: ReadonlySet<HealthStatus>;
  /** Words that must all occur in an object; what matches stays with the path to it, opened. */
  readonly text: string;
}

/**
 * The visible lines of the tree, in order. Lines that are as in `previous` are the same objects.
 * Cost: O(nodes) with a text, else O(visible lines + workloads).
 */
export function flattenAppTree(
  tree: AppTree,
  options: FlattenOptions,
  previous: readonly AppRow[] = [],
): readonly AppRow[] {
  const before = new Map(previous.map(row => [row.id, row]));
  const words = wordsOf(options.text);
  const rows: AppRow[] = [];
  const push = (row: AppRow) => rows.push(reuse(before.get(row.id), row));

  const visit = (
    node: AppNode,
    level: number,
    opensByDefault: boolean,
    isMatched: boolean,
  ) => {
    const matchesItself = isMatched || matchesWords(node.row, words);
    const keeps = (child: AppNode) =>
      matchesItself || matchesBelow(child, words);
    const children = node.children.filter(keeps);
    const older = node.olderRevisions.filter(keeps);
    // Above a node that says so itself the note would only be repeated.
    const note = children.some(child => child.unknownBelow)
      ? undefined
      : node.unknownBelow;
    const hasMore = children.length + older.length > 0 || note !== undefined;
    // A match below is worth nothing behind a closed row.
    const opens = opensByDefault || (words.length > 0 && !matchesItself);
    const expanded = options.toggledIds.has(node.id) !== opens;
    push({
      kind: 'node',
      id: node.id,
      level,
      ...(hasMore && { expanded }),
      node,
    });
    if (!hasMore || !expanded) return;
    for (const child of children) {
      const isReplicaSet = child.row.kind === 'ReplicaSet';
      visit(child, level + 1, isReplicaSet, matchesItself);
    }
    if (note !== undefined) {
      push({
        kind: 'note',
        id: `${node.id}|note`,
        level: level + 1,
        isInert: true,
        text: note,
      });
    }
    if (older.length === 0) return;
    const olderId = `${node.id}|older`;
    const olderIsOpen = options.toggledIds.has(olderId);
    push({
      kind: 'older',
      id: olderId,
      level: level + 1,
      isInert: true,
      expanded: olderIsOpen,
      count: older.length,
    });
    if (olderIsOpen)
      for (const each of older) visit(each, level + 2, false, true);
  };

  for (const { cluster, workloads } of tree.clusters) {
    const shown = workloads.filter(
      node =>
        (options.health.size === 0 || options.health.has(node.health.status)) &&
        matchesBelow(node, words),
    );
    if (shown.length === 0) continue;
    const id = `${cluster}|`;
    const expanded = !options.toggledIds.has(id);
    push({
      kind: 'cluster',
      id,
      level: 1,
      isSection: true,
      expanded,
      cluster,
      shownCount: shown.length,
      totalCount: workloads.length,
    });
    if (expanded) for (const node of shown) visit(node, 2, false, false);
  }
  return isSameList(previous, rows) ? previous : rows;
}

function matchesBelow(node: AppNode, words: readonly string[]): boolean {
  return (
    matchesWords(node.row, words) ||
    node.children.some(child => matchesBelow(child, words)) ||
    node.olderRevisions.some(child => matchesBelow(child, words))
  );
}

/** Every field of a line is a primitive or keeps its identity, so a shallow comparison is exact. */
function reuse(before: AppRow | undefined, row: AppRow): AppRow {
  if (!before || before.kind !== row.kind) return row;
  const old = Object.entries(before);
  const now = new Map(Object.entries(row));
  return old.length === now.size &&
    old.every(([key, value]) => now.get(key) === value)
    ? before
    : row;
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

export interface HeldRows<Row> {
  readonly rows: readonly Row[];
  /** Rows that are gone but keep their place until the hold ends. */
  readonly goneIds: ReadonlySet<string>;
  /** Rows that are withheld, gone, or would stand elsewhere. */
  readonly pendingChanges: number;
}

/**
 * The fresh rows in the order that is on screen, so that nothing moves under the pointer.
 *
 * - Known rows keep their order and take their fresh values; rows that vanished keep their place.
 * - New rows appear after the row they follow in `fresh`, but only below `anchorId`; the others wait.
 * - With `byUser` (the viewer opened a row or changed a filter) new rows appear anywhere and vanished ones go.
 * Cost: O(shown + fresh).
 */
export function holdOrder<Row extends { readonly id: string }>(
  shown: readonly Row[],
  fresh: readonly Row[],
  options: { readonly anchorId?: string; readonly byUser?: boolean } = {},
): HeldRows<Row> {
  const freshById = new Map(fresh.map(row => [row.id, row]));
  const shownIds = new Set(shown.map(row => row.id));
  const anchorIndex = options.byUser
    ? -1
    : shown.findIndex(row => row.id === options.anchorId);
  const placed = new Set<string>();
  shown.forEach((row, index) => {
    if (index >= anchorIndex) placed.add(row.id);
  });

  let withheld = 0;
  const following = new Map<string, Row[]>();
  const first: Row[] = [];
  fresh.forEach((row, index) => {
    if (shownIds.has(row.id)) return;
    const previousId = index > 0 ? fresh[index - 1].id : undefined;
    if (previousId === undefined) {
      if (anchorIndex < 0) first.push(row);
      else withheld += 1;
    } else if (placed.has(previousId)) {
      following.set(previousId, [row]);
    } else {
      withheld += 1;
      return;
    }
    placed.add(row.id);
  });

  const rows: Row[] = [];
  const goneIds = new Set<string>();
  const append = (row: Row) => {
    let chain: readonly Row[] | undefined = [row];
    while (chain) {
      const last: Row = chain[0];
      rows.push(last);
      chain = following.get(last.id);
    }
  };
  first.forEach(append);
  for (const row of shown) {
    const current = freshById.get(row.id);
    if (current) append(current);
    else if (!options.byUser) {
      goneIds.add(row.id);
      append(row);
    }
  }
  return {
    rows,
    goneIds,
    pendingChanges: withheld + goneIds.size + displacedCount(rows, fresh),
  };
}

/** How many rows that are in both stand behind another row than in `fresh`. */
function displacedCount(
  rows: readonly { readonly id: string }[],
  fresh: readonly { readonly id: string }[],
): number {
  const inFresh = new Set(fresh.map(row => row.id));
  const inRows = new Set(rows.map(row => row.id));
  const here = rows.filter(row => inFresh.has(row.id));
  const there = fresh.filter(row => inRows.has(row.id));
  return here.filter((row, index) => row.id !== there[index].id).length;
}

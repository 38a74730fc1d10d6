import { errorApiRef, storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TableRow, VirtualTableColumn } from './VirtualTableModel';

/** Which columns of a table the viewer wants to see. A narrow table still leaves out what it has no room for. */
export interface ColumnChoice<Row extends TableRow> {
  readonly shown: readonly VirtualTableColumn<Row>[];
  /** Those that can be hidden, in the order of the table. */
  readonly optional: readonly Pick<VirtualTableColumn<Row>, 'id' | 'header'>[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly hide: (ids: readonly string[]) => void;
  /** Back to all columns. */
  readonly reset: () => void;
}

const BUCKET = 'orrery-hidden-columns';

/** Keeps the choice per user and `table` in Backstage's storage, shared by the tabs of a browser. `columns` must be stable. */
export function useColumnChoice<Row extends TableRow>(
  table: string,
  columns: readonly VirtualTableColumn<Row>[],
): ColumnChoice<Row> {
  const storage = useApi(storageApiRef);
  const errors = useApi(errorApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [hidden, setHidden] = useState(() =>
    parseHiddenIds(bucket.snapshot(table).value),
  );
  useEffect(() => {
    const subscription = bucket
      .observe$(table)
      .subscribe(({ value }) => setHidden(parseHiddenIds(value)));
    return () => subscription.unsubscribe();
  }, [bucket, table]);
  const keep = useCallback(
    (ids: readonly string[]) => {
      setHidden(ids);
      const kept =
        ids.length > 0 ? bucket.set(table, [...ids]) : bucket.remove(table);
      kept.catch(error => errors.post(error));
    },
    [bucket, table, errors],
  );
  const reset = useCallback(() => keep([]), [keep]);
  return useMemo(() => {
    const optional = columns.filter(({ isFixed }) => !isFixed);
    const hiddenIds = new Set(
      optional.map(({ id }) => id).filter(id => hidden.includes(id)),
    );
    return {
      shown: columns.filter(({ id }) => !hiddenIds.has(id)),
      optional,
      hiddenIds,
      hide: keep,
      reset,
    };
  }, [columns, hidden, keep, reset]);
}

/** What is stored may be of another version of the table; anything odd hides nothing. */
function parseHiddenIds(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string')
    : [];
}

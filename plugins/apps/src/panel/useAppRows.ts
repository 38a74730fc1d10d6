import { useMemo, useRef } from 'react';
import type { AppRow } from '../tree/AppRow';
import type { AppTree } from '../tree/AppTree';
import { flattenAppTree } from '../tree/flattenAppTree';
import type { FlattenOptions } from '../tree/flattenAppTree';

/** The visible lines; those that did not change keep their identity. */
export function useAppRows(
  tree: AppTree,
  { toggledIds, health, text }: FlattenOptions,
): readonly AppRow[] {
  const previous = useRef<readonly AppRow[]>([]);
  const rows = useMemo(
    () => flattenAppTree(tree, { toggledIds, health, text }, previous.current),
    [tree, toggledIds, health, text],
  );
  previous.current = rows;
  return rows;
}

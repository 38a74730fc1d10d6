import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ObjectReference } from '../client/ClustersApi';
import { parseSelection, withSelection } from './selectionSearchParams';

/** The object whose drawer is open, and its tab, kept in the URL. Opening adds a history entry, so that "back" closes. */
export function useObjectSelection() {
  const [params, setParams] = useSearchParams();
  const { reference, tab } = useMemo(() => parseSelection(params), [params]);
  const select = useCallback(
    (next: ObjectReference | undefined) =>
      setParams(before => withSelection(before, next)),
    [setParams],
  );
  const setTab = useCallback(
    (next: string) =>
      setParams(
        before => {
          const changed = new URLSearchParams(before);
          changed.set('tab', next);
          return changed;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { reference, tab, select, setTab };
}

import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The cluster whose drawer is open, kept in the URL. */
export function useSelectedCluster() {
  const [params, setParams] = useSearchParams();
  const selected = params.get('selected') ?? undefined;
  const select = useCallback(
    (name: string | undefined) =>
      setParams(before => {
        const next = new URLSearchParams(before);
        if (name) next.set('selected', name);
        else next.delete('selected');
        return next;
      }),
    [setParams],
  );
  return [selected, select] as const;
}

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseScope, withScope } from './scopeSearchParams';
import type { Scope } from './scopeSearchParams';

/** The page's scope, kept in the URL; changes replace the history entry. */
export function useScope(): readonly [Scope, (change: Partial<Scope>) => void] {
  const [params, setParams] = useSearchParams();
  const scope = useMemo(() => parseScope(params), [params]);
  const setScope = useCallback(
    (change: Partial<Scope>) =>
      setParams(
        before => withScope(before, { ...parseScope(before), ...change }),
        { replace: true },
      ),
    [setParams],
  );
  return [scope, setScope];
}

/** What part of the fleet a page shows. Empty means all. */
export interface Scope {
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  readonly text: string;
}

export function parseScope(params: URLSearchParams): Scope {
  return {
    clusters: params.getAll('cluster').filter(Boolean),
    namespaces: params.getAll('namespace').filter(Boolean),
    text: params.get('q') ?? '',
  };
}

/** The parameters with the scope written over; others stay. */
export function withScope(
  params: URLSearchParams,
  scope: Scope,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const key of ['cluster', 'namespace', 'q']) next.delete(key);
  scope.clusters.forEach(name => next.append('cluster', name));
  scope.namespaces.forEach(name => next.append('namespace', name));
  if (scope.text) next.set('q', scope.text);
  return next;
}

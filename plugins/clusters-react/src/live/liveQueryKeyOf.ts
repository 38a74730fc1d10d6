import type { LiveQuery } from '@orrery/backstage-plugin-clusters-common';

/** Equal for queries that ask the same, whatever the order of their sets. */
export function liveQueryKeyOf(query: LiveQuery): string {
  return JSON.stringify([
    query.kind,
    sorted(query.clusters),
    sorted(query.namespace),
    query.selector ?? '',
    query.text ?? '',
    sorted(query.health),
    query.sort ?? [],
    query.window ?? '',
  ]);
}

function sorted(values: readonly string[] = []): string[] {
  return [...values].sort();
}

import { stringify } from 'yaml';
import type { ChartStore, StoredChart } from './ChartStore';

/** An entry of index.yaml, which is also what the API answers with. */
export function toIndexEntry({
  metadata,
  digest,
  createdAtMs,
}: StoredChart): Readonly<Record<string, unknown>> {
  return {
    ...metadata.raw,
    created: new Date(createdAtMs).toISOString(),
    digest,
    urls: [`charts/${archiveName(metadata.name, metadata.version)}`],
  };
}

/** `storefront-1.2.0.tgz`. */
export function archiveName(name: string, version: string): string {
  return `${name}-${version}.tgz`;
}

/** Entries by name, newest versions first. */
export function indexEntries(
  store: ChartStore,
  names = store.names(),
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.map(name => [name, store.versions(name).map(toIndexEntry)]),
  );
}

/** The text of index.yaml. */
export function formatIndex(store: ChartStore): string {
  return stringify(
    {
      apiVersion: 'v1',
      entries: indexEntries(store),
      generated: new Date(store.changedAtMs).toISOString(),
      serverInfo: {},
    },
    { aliasDuplicateObjects: false },
  );
}

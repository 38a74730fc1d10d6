import { readyTextOf } from '../table/readyTextOf';
import type { AppRow } from '../tree/AppRow';

export type ExportRecord = Readonly<Record<string, string | number>>;

/** One flat record per object, in the order of the rows; the keys are the same in each. */
export function toExportRecords(
  rows: readonly AppRow[],
): readonly ExportRecord[] {
  return rows.flatMap(line => {
    if (line.kind !== 'node') return [];
    const { row, health, restarts } = line.node;
    return {
      cluster: row.cluster,
      namespace: row.namespace ?? '',
      kind: row.kind,
      name: row.name,
      health: health.status,
      reason: health.message,
      ready: readyTextOf(row),
      // Empty, not 0, where it is not known.
      restarts: restarts.count ?? '',
      lastRestartReason: restarts.lastReason ?? '',
      images: 'images' in row ? row.images.join(' ') : '',
      node: row.kind === 'Pod' ? row.node ?? '' : '',
      createdAt: new Date(row.createdAtMs).toISOString(),
    };
  });
}

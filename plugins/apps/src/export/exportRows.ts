import type { AppRow } from '../tree/AppRow';
import { toCsv } from './toCsv';
import { toExportRecords } from './toExportRecords';

/** Hands the objects among the rows to the viewer as a file. */
export function exportRows(
  rows: readonly AppRow[],
  format: 'csv' | 'json',
): void {
  const records = toExportRecords(rows);
  const content =
    format === 'csv' ? toCsv(records) : JSON.stringify(records, undefined, 2);
  const type = format === 'csv' ? 'text/csv' : 'application/json';
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `workloads.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}

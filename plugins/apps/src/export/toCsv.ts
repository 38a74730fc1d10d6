import type { ExportRecord } from './toExportRecords';

/** RFC 4180 with a header line; a cell that a spreadsheet would run as a formula gets a leading quote. */
export function toCsv(records: readonly ExportRecord[]): string {
  if (records.length === 0) return '';
  const fields = Object.keys(records[0]);
  const lines = [
    fields,
    ...records.map(record => fields.map(field => record[field])),
  ];
  return `${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

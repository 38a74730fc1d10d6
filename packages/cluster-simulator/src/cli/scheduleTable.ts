import { objectsAt, stringAt, numberAt } from '../json/readJson';

/** A schedule, as the control server answers it, as lines to read. O(incidents). */
export function scheduleTable(answer: unknown): string {
  const rows = objectsAt({ items: answer }, 'items').map(each => {
    const namespace = stringAt(each, 'target', 'namespace');
    const minutes = Math.round((numberAt(each, 'lastsMs') ?? 0) / 60_000);
    return [
      timeOf(numberAt(each, 'startMs')),
      `${minutes}m`,
      stringAt(each, 'cluster'),
      stringAt(each, 'kind'),
      (namespace ? `${namespace}/` : '') + stringAt(each, 'target', 'name'),
      stringAt(each, 'visibility'),
      stringAt(each, 'incident') ||
        stringAt(each, 'reason') ||
        stringAt(each, 'state'),
    ];
  });
  if (rows.length === 0) return 'nothing happens by itself';
  const all = [
    ['START', 'FOR', 'CLUSTER', 'KIND', 'TARGET', 'SHOWS', 'STATE'],
    ...rows,
  ];
  const widths = all[0].map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-03-02 09:01` */
function timeOf(timeMs: number | undefined): string {
  return timeMs === undefined
    ? ''
    : new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ');
}

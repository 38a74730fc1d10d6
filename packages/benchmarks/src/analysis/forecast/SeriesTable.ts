import { readFile } from 'node:fs/promises';

import { parseCsv } from '../logs/parseCsv';

/** Series by id, oldest value first, in file order. */
export type SeriesTable = ReadonlyMap<string, readonly number[]>;

/** Reads `id,v1,v2,…`; trailing empty cells are left out, other empty cells are NaN. Throws an Error that names the file. */
export async function readSeriesTable(file: string): Promise<SeriesTable> {
  const [header, ...rows] = parseCsv(await readFile(file, 'utf8'));
  if (header?.[0] !== 'id')
    throw new Error(`${file}: header must start with id, got ${header?.[0]}`);
  return new Map(
    rows
      .filter(([id]) => id !== '')
      .map(([id, ...cells]) => [id, parseCells(cells)]),
  );
}

/** The numbers of one row. */
export function parseCells(cells: readonly string[]): number[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1].trim() === '') length -= 1;
  return cells
    .slice(0, length)
    .map(cell => (cell.trim() === '' ? NaN : Number(cell)));
}

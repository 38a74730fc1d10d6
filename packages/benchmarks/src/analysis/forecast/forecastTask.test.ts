import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { forecastTask } from './forecastTask';
import { parseCells, readSeriesTable } from './SeriesTable';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecast-task-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const wave = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) => 100 + 50 * Math.sin((2 * Math.PI * (from + i)) / 24),
  );

describe('parseCells()', () => {
  it('leaves out trailing empty cells and keeps gaps', () => {
    expect(parseCells(['1', '', '2.5', '', ' '])).toEqual([1, NaN, 2.5]);
    expect(parseCells(['', ''])).toEqual([]);
  });
});

describe('forecastTask', () => {
  it('writes 48 values and their interval for every series, and scores them', async () => {
    const file = join(folder, forecastTask.input);
    const output = join(folder, 'new', 'out.csv');
    await mkdir(join(folder, 'input'));
    await mkdir(join(folder, 'labels'));
    await writeFile(file, `id,v1\na,${wave(0, 240).join()}\n"b,c",1,2,,\n`);
    await writeFile(
      join(folder, 'labels/hourly.csv'),
      `id,v1\na,${wave(240, 288).join()}\n`,
    );
    await forecastTask.run(file, output);
    const [header, ...rows] = (await readFile(output, 'utf8')).split('\n');
    expect(header).toMatch(/^id,f1,f2,.*,f48,lo1,.*,lo48,hi1,.*,hi48$/);
    expect(rows.map(row => row.slice(0, 2))).toEqual(['a,', '"b', '']);
    const answers = await readSeriesTable(output);
    expect([...answers.keys()]).toEqual(['a', 'b,c']);
    for (const cells of answers.values()) {
      expect(cells).toHaveLength(144);
      expect(cells.every(Number.isFinite)).toBe(true);
      cells
        .slice(48, 96)
        .forEach((low, h) => expect(low).toBeLessThanOrEqual(cells[96 + h]));
    }
    const table = await forecastTask.score(folder, output);
    expect(table).toMatch(/\| \*\*all series\*\* \| 0\.\d{3} \|/);
  });

  it('names the file whose header is wrong', async () => {
    const file = join(folder, 'wrong.csv');
    await writeFile(file, 'name,v1\na,1\n');
    await expect(forecastTask.run(file, join(folder, 'o.csv'))).rejects.toThrow(
      `${file}: header must start with id, got name`,
    );
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { anomalyTask } from './anomalyTask';

const timeOf = (row: number) =>
  new Date(Date.UTC(2024, 0, 1) + row * 300_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

/** 400 rows of a small wave with one tall spike in row 300. */
const rows = Array.from(
  { length: 400 },
  (_, row) => `${timeOf(row)},${row === 300 ? 99 : (row * 7) % 5}`,
);

describe('anomalyTask', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anomaly-task-'));
    await mkdir(join(folder, 'input', 'deep'), { recursive: true });
    await mkdir(join(folder, 'labels'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (path: string, text: string) =>
    writeFile(join(folder, path), text);
  const run = async (lines: readonly string[]) => {
    await write('input/deep/a.csv', `timestamp,value\n${lines.join('\n')}\n`);
    await anomalyTask.run(join(folder, 'input'), join(folder, 'out', 'new'));
    const text = await readFile(join(folder, 'out/new/deep/a.csv'), 'utf8');
    return text.trimEnd().split('\n');
  };

  it('writes one score a row under the same relative path, with the timestamps as they are', async () => {
    const [header, ...scores] = await run(rows);
    expect(header).toBe('timestamp,score');
    expect(scores.map(line => line.split(',')[0])).toEqual(
      rows.map(line => line.split(',')[0]),
    );
  });

  it('reports an anomaly with its first row and 0 for the rows that repeat it', async () => {
    const lines = [...rows];
    for (let row = 300; row < 310; row++) lines[row] = `${timeOf(row)},99`;
    const scores = (await run(lines)).slice(1).map(one => +one.split(',')[1]);
    expect(scores[300]).toBeGreaterThanOrEqual(0.999);
    expect(scores.slice(301, 310)).toEqual(Array.from({ length: 9 }, () => 0));
  });

  it('gives the same first scores when the file is cut', async () => {
    const whole = await run(rows);
    expect(await run(rows.slice(0, 301))).toEqual(whole.slice(0, 302));
  });

  it('gives 0 for a cell that is empty or no number', async () => {
    const lines = [...rows];
    lines[200] = `${timeOf(200)},`;
    lines[201] = `${timeOf(201)},none`;
    const scores = (await run(lines)).slice(1);
    expect(scores.slice(200, 202)).toEqual([
      `${timeOf(200)},0`,
      `${timeOf(201)},0`,
    ]);
  });

  it('names the file with a wrong header', async () => {
    await write('input/b.csv', 'time,value\n');
    await expect(run(rows)).rejects.toThrow(
      /b\.csv: header must be timestamp,value, got time,value/,
    );
  });

  it('names the file and row with a missing cell', async () => {
    await expect(run([...rows, timeOf(400)])).rejects.toThrow(
      /a\.csv: row 401 must have 2 cells, got 1/,
    );
  });

  it('scores what it wrote against the labels', async () => {
    await run(rows);
    await write(
      'labels/windows.json',
      JSON.stringify({ 'deep/a.csv': [[timeOf(300), timeOf(320)]] }),
    );
    const table = await anomalyTask.score(folder, join(folder, 'out', 'new'));
    expect(table).toContain('1 of 1 windows hit, 0 false alarms');
    expect(table).toContain('threshold 0.999 | 100.00 | 100.00 | 100.00 |');
  });
});

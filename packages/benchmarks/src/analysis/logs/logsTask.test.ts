import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { logsTask } from './logsTask';
import { parseCsv } from './parseCsv';

describe('logsTask', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-logs-test-'));
    await mkdir(join(folder, 'input', 'deep'), { recursive: true });
    await mkdir(join(folder, 'labels'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const input = (name: string, text: string) =>
    writeFile(join(folder, 'input', name), text);
  const run = () =>
    logsTask.run(join(folder, 'input'), join(folder, 'out', 'new'));
  const rowsOf = async (name: string) =>
    parseCsv(await readFile(join(folder, 'out', 'new', name), 'utf8'));

  it('writes the group and the text of the end for every line', async () => {
    await input(
      'a.log',
      'login of user ann, try 1\nbye "now"\nlogin of user bob, try 2\n',
    );
    await run();
    const [header, first, second, third] = await rowsOf('a.csv');
    expect(header).toEqual(['line', 'group', 'template']);
    expect(first).toEqual(['1', third[1], 'login of user <*>, try <*>']);
    expect(second.toSpliced(1, 1)).toEqual(['2', 'bye "<*>"']);
    expect(third.toSpliced(1, 1)).toEqual(['3', 'login of user <*>, try <*>']);
    expect(second[1]).not.toBe(first[1]);
  });

  it('separates lines by line feeds only, and reads a last line without one', async () => {
    await input('a.log', 'one\r\n\n two\u2028three \u0000\nlast');
    await run();
    const rows = await rowsOf('a.csv');
    expect(rows.slice(1).map(([line, , template]) => [line, template])).toEqual(
      [
        ['1', 'one'],
        ['2', ''],
        ['3', 'two\u2028three'],
        ['4', 'last'],
      ],
    );
  });

  it('writes files of any length, empty ones, and those of sub-folders, and leaves nothing else', async () => {
    await input('long.log', 'statement 7 done\n'.repeat(20_000));
    await input('empty.log', '');
    await input('deep/b.log', 'x\n');
    await input('notes.txt', 'not a log\n');
    await run();
    expect(
      (await readdir(join(folder, 'out', 'new'), { recursive: true })).sort(),
    ).toEqual(['deep', 'deep/b.csv', 'empty.csv', 'long.csv']);
    expect(await rowsOf('empty.csv')).toEqual([['line', 'group', 'template']]);
    const rows = await rowsOf('long.csv');
    expect([
      rows.length,
      rows[20_000][0],
      new Set(rows.slice(1).map(row => row[1])).size,
    ]).toEqual([20_001, '20000', 1]);
  });

  it('writes the same bytes for the same input', async () => {
    await input(
      'a.log',
      'user ann in\nuser bob in\nport 5 of eth0\nport 6 of eth1\n',
    );
    await run();
    const first = await readFile(join(folder, 'out', 'new', 'a.csv'));
    await run();
    expect(await readFile(join(folder, 'out', 'new', 'a.csv'))).toEqual(first);
  });

  it('prints a row for each labelled set, and the mean', async () => {
    await input('a.log', 'took 5 ms\ntook 6 ms\n');
    await input('b.log', 'took 5 ms\nfailed\n');
    const label = (name: string, templates: string[]) =>
      writeFile(
        join(folder, 'labels', name),
        [
          'line,group,template',
          ...templates.map((text, i) => `${i + 1},${text},${text}`),
          '',
        ].join('\n'),
      );
    await label('a.csv', ['took <*> ms', 'took <*> ms']);
    await label('b.csv', ['took <*> ms', 'took <*> ms']);
    await run();
    const table = await logsTask.score(folder, join(folder, 'out', 'new'));
    expect(table).toContain('| a | 1.0000 | 1.0000 | 1.0000 |');
    expect(table).toContain('| b | 0.0000 | 0.0000 | 0.5000 |');
    expect(table).toContain('| **mean** | 0.5000 | 0.5000 | 0.7500 |');
  });

  it('names the file whose header is wrong', async () => {
    await writeFile(join(folder, 'labels', 'a.csv'), 'nonsense\n');
    await expect(logsTask.score(folder, folder)).rejects.toThrow(
      /labels.a\.csv: header must be line,group,template, got nonsense/,
    );
  });
});

import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { AnalysisTask } from '../AnalysisTask';
import { mineFile } from './mineFile';
import { parseCsv } from './parseCsv';
import type { GroupedLine, LogScore } from './scoreLogs';
import { meanScore, scoreLogs } from './scoreLogs';

/** Log templates: `line,group,template` for every `*.log`, scored by grouping and by text. */
export const logsTask: AnalysisTask = {
  usage: 'IN_DIR OUT_DIR',
  input: 'input',
  async run(input, output) {
    await mkdir(output, { recursive: true });
    const files = await readdir(input, { recursive: true });
    for (const file of files.filter(name => name.endsWith('.log')).sort()) {
      const result = join(output, file.replace(/\.log$/, '.csv'));
      await mkdir(dirname(result), { recursive: true });
      await mineFile(join(input, file), result);
    }
  },
  async score(taskData, output) {
    const labels = join(taskData, 'labels');
    const files = await readdir(labels);
    const sets: [string, LogScore][] = [];
    for (const file of files.filter(name => name.endsWith('.csv')).sort()) {
      const truth = await readGroups(join(labels, file));
      const predicted = await readGroups(join(output, file));
      sets.push([basename(file, '.csv'), scoreLogs(predicted, truth)]);
    }
    return table(sets);
  },
};

async function readGroups(file: string): Promise<GroupedLine[]> {
  const [header, ...rows] = parseCsv(await readFile(file, 'utf8'));
  if (header?.join() !== 'line,group,template')
    throw new Error(
      `${file}: header must be line,group,template, got ${header?.join()}`,
    );
  return rows.map(([, group, template]) => ({ group, template }));
}

/** Published for the corrected 2k sets; the last number is GA on the ten sets of the evaluation data. */
const references = [
  '| LogBatcher (language model), 16 sets | .974 | | .904 |',
  '| LILAC (language model), 16 sets | .902 | | .867 |',
  '| Brain, 16 sets | .883 | | .440 |',
  '| Drain, 16 sets | .840 | | .544 |',
  '| Drain, one setting for all, the ten sets here | .728 | .746 | |',
];

function table(sets: readonly [string, LogScore][]): string {
  const row = (name: string, { ga, fga, pa }: LogScore) =>
    `| ${name} | ${ga.toFixed(4)} | ${fga.toFixed(4)} | ${pa.toFixed(4)} |`;
  return [
    '## Log templates',
    '| set | GA | FGA | PA |',
    '|---|---|---|---|',
    ...sets.map(([name, score]) => row(name, score)),
    row('**mean**', meanScore(sets.map(([, score]) => score))),
    ...references,
  ].join('\n');
}

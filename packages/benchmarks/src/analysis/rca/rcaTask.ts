import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { rankRootCauses } from '@orrery/analysis';

import type { AnalysisTask } from '../AnalysisTask';
import { parseRcaCase } from './RcaCase';
import { scoreRca } from './scoreRca';
import type { RcaAnswer, RcaLabel, RcaScore } from './scoreRca';

/** Judges windows and ranks root causes: one answer per case file. */
export const rcaTask: AnalysisTask = {
  usage: 'IN_DIR OUT_DIR',
  input: 'input',
  async run(input, output) {
    await mkdir(output, { recursive: true });
    for (const name of await caseFilesOf(input)) {
      const text = await readFile(join(input, name), 'utf8');
      const answer = answerOf(text, join(input, name));
      await writeFile(join(output, name), `${JSON.stringify(answer)}\n`);
    }
  },
  async score(taskData, output) {
    const labels = parseLabels(
      await readFile(join(taskData, 'labels', 'cases.json'), 'utf8'),
    );
    const answers: Record<string, RcaAnswer> = {};
    const alarms: Record<string, string> = {};
    for (const name of await caseFilesOf(output)) {
      const id = name.replace(/\.json$/, '');
      answers[id] = parseAnswer(await readFile(join(output, name), 'utf8'));
      const text = await readFile(join(taskData, 'input', name), 'utf8');
      alarms[id] = parseRcaCase(text).input.target.metric;
    }
    return tableOf(labels, answers, alarms);
  },
};

function answerOf(text: string, file: string): RcaAnswer {
  try {
    const { input } = parseRcaCase(text);
    const { isIssue, ranking } = rankRootCauses(input);
    return {
      anomalous: isIssue,
      ranking: ranking
        .filter(({ node }) => node !== input.target.node)
        .map(({ node, score }) => ({ node, score })),
    };
  } catch (cause) {
    throw new Error(`${file}: ${String(cause)}`, { cause });
  }
}

async function caseFilesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter(name => name.endsWith('.json')).sort();
}

function parseLabels(text: string): Readonly<Record<string, RcaLabel>> {
  return JSON.parse(text) as Readonly<Record<string, RcaLabel>>;
}

function parseAnswer(text: string): RcaAnswer {
  return JSON.parse(text) as RcaAnswer;
}

/** References: README of the evaluation data; graph traversal from the target, as published with the data set. */
function tableOf(
  labels: Readonly<Record<string, RcaLabel>>,
  answers: Readonly<Record<string, RcaAnswer>>,
  alarms: Readonly<Record<string, string>>,
): string {
  const only = (isWanted: (metric: string) => boolean) =>
    scoreRca(
      Object.fromEntries(
        Object.entries(labels).filter(([id]) => isWanted(alarms[id] ?? '')),
      ),
      answers,
    );
  const isLatency = (metric: string) => metric.startsWith('latency');
  return [
    '## Root cause',
    '| part | issues / quiet | top-1 | top-3 | detection | specificity |',
    '|---|---|---|---|---|---|',
    rowOf('all', scoreRca(labels, answers)),
    rowOf('alarm on latency', only(isLatency)),
    rowOf(
      'alarm on availability',
      only(metric => metric === 'availability'),
    ),
    '| published traversal, latency | 14 | .571 | .571 | | .167 |',
    '| published traversal, availability | 12 | .833 | 1.000 | | 1.000 |',
    '| target | | .90 | .99 | .95 | .95 |',
  ].join('\n');
}

function rowOf(part: string, score: RcaScore): string {
  const { issues, quiet, top1, top3, detection, specificity } = score;
  const shares = [top1, top3, detection, specificity].map(each =>
    Number.isNaN(each) ? '' : each.toFixed(3),
  );
  return `| ${part} | ${issues} / ${quiet} | ${shares.join(' | ')} |`;
}

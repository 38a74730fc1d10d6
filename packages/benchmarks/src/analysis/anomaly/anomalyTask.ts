import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { anomalyThreshold } from '@orrery/analysis';

import type { AnalysisTask } from '../AnalysisTask';
import { parseCsv } from '../logs/parseCsv';
import { anomalyTable } from './anomalyTable';
import { parseWindows } from './parseWindows';
import type { NabSeries } from './scoreNab';
import { scoreRows } from './scoreRows';
import { windowRows } from './windowRows';

/** Streaming anomaly detection: `timestamp,score` for every `*.csv`, scored by the Numenta Anomaly Benchmark. */
export const anomalyTask: AnalysisTask = {
  usage: 'IN_DIR OUT_DIR',
  input: 'input',
  async run(input, output) {
    await mkdir(output, { recursive: true });
    const files = await readdir(input, { recursive: true });
    for (const file of files.filter(name => name.endsWith('.csv')).sort()) {
      const rows = await readPairs(join(input, file), 'timestamp,value');
      const scores = scoreRows(
        rows.map(([timestamp, value]) => ({ timestamp, value })),
      );
      const lines = rows.map(([timestamp], i) => `${timestamp},${scores[i]}\n`);
      await mkdir(dirname(join(output, file)), { recursive: true });
      await writeFile(join(output, file), `timestamp,score\n${lines.join('')}`);
    }
  },
  async score(taskData, output) {
    const labels = join(taskData, 'labels', 'windows.json');
    const windows = parseWindows(JSON.parse(await readFile(labels, 'utf8')));
    const series: NabSeries[] = [];
    for (const [file, times] of windows) {
      const rows = await readPairs(join(output, file), 'timestamp,score');
      series.push({
        scores: rows.map(([, score]) => Number(score)),
        windows: windowRows(
          rows.map(([timestamp]) => timestamp),
          times,
        ),
      });
    }
    return anomalyTable(series, anomalyThreshold);
  },
};

async function readPairs(file: string, header: string): Promise<string[][]> {
  const [first, ...rows] = parseCsv(await readFile(file, 'utf8'));
  if (first?.join() !== header)
    throw new Error(`${file}: header must be ${header}, got ${first?.join()}`);
  const odd = rows.findIndex(row => row.length !== 2);
  if (odd >= 0)
    throw new Error(
      `${file}: row ${odd + 1} must have 2 cells, got ${rows[odd].length}`,
    );
  return rows;
}

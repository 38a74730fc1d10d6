import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { applyForecast, fitForecast } from '@orrery/analysis';

import type { AnalysisTask } from '../AnalysisTask';
import { toCsvField } from '../logs/parseCsv';
import { scoreRequests } from '../right-sizing/scoreRequests';
import { naive2 } from './naive2';
import { meanScore, owaOf, scoreForecast } from './scoreForecast';
import type { ForecastAnswer, ForecastScore } from './scoreForecast';
import { readSeriesTable } from './SeriesTable';

const inputFile = 'input/hourly.csv';
const season = 24;
const horizon = 48;

/**
 * Forecasts: the next 48 hours of every series with a 95 % interval, scored as in the M4 competition,
 * and requests replayed on the series that could be CPU usage.
 */
export const forecastTask: AnalysisTask = {
  usage: 'IN_FILE OUT_FILE',
  input: inputFile,
  async run(input, output) {
    const table = await readSeriesTable(input);
    const lines = Array.from(table, ([id, values]) => {
      const { point, low, high } = applyForecast(fitForecast(values), {
        horizon,
        level: 0.95,
      });
      return [toCsvField(id), ...point, ...low, ...high].join(',');
    });
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, [headerLine(), ...lines, ''].join('\n'));
  },
  async score(taskData, output) {
    const inputs = await readSeriesTable(join(taskData, inputFile));
    const labels = await readSeriesTable(join(taskData, 'labels/hourly.csv'));
    const answers = await readSeriesTable(output);
    const ours: ForecastScore[] = [];
    const benchmark: ForecastScore[] = [];
    for (const [id, actual] of labels) {
      const input = inputs.get(id);
      const answer = answers.get(id);
      if (!input || !answer) throw new Error(`${output}: ${id} is missing`);
      const judged = { input, actual };
      const point = naive2(input, season, actual.length);
      const naive = { point, low: point, high: point };
      ours.push(scoreForecast(judged, toAnswer(answer), season));
      benchmark.push(scoreForecast(judged, naive, season));
    }
    return [tableOf(ours, benchmark), scoreRequests(inputs.values())].join(
      '\n\n',
    );
  },
};

function headerLine(): string {
  const columns = (name: string) =>
    Array.from({ length: horizon }, (_, h) => `${name}${h + 1}`);
  return ['id', ...columns('f'), ...columns('lo'), ...columns('hi')].join(',');
}

function toAnswer(cells: readonly number[]): ForecastAnswer {
  return {
    point: cells.slice(0, horizon),
    low: cells.slice(horizon, 2 * horizon),
    high: cells.slice(2 * horizon),
  };
}

/** References: README of the evaluation data; those of the competition are on its own test part. */
function tableOf(
  ours: readonly ForecastScore[],
  benchmark: readonly ForecastScore[],
): string {
  const half = (odd: number) =>
    rowOf(
      odd === 1 ? 'every second series' : 'the other half',
      ours.filter((_, i) => i % 2 === odd),
      benchmark.filter((_, i) => i % 2 === odd),
    );
  const naive = meanScore(benchmark);
  return [
    '## Forecast',
    '| method | sMAPE | MASE | OWA | MSIS | coverage |',
    '|---|---|---|---|---|---|',
    rowOf('**all series**', ours, benchmark),
    half(0),
    half(1),
    `| Naive2, here | ${naive.smape.toFixed(3)} | ${naive.mase.toFixed(
      3,
    )} | 1.000 | | |`,
    '| seasonal naive, here | 14.570 | 1.228 | .629 | 9.41 | |',
    '| M4: best hourly (Doornik et al.) | 8.913 | .801 | .410 | 6.14 | |',
    '| M4: winner (Smyl) | 9.328 | .893 | .440 | 7.93 | |',
    '| M4: FFORMA | 11.506 | .819 | .484 | | |',
    '| M4: ARIMA | | | | 7.54 | |',
    '| target | | | .43 | 8 | .95 |',
  ].join('\n');
}

function rowOf(
  name: string,
  ours: readonly ForecastScore[],
  benchmark: readonly ForecastScore[],
): string {
  const mean = meanScore(ours);
  const cells = [
    mean.smape.toFixed(3),
    mean.mase.toFixed(3),
    owaOf(mean, meanScore(benchmark)).toFixed(3),
    mean.msis.toFixed(2),
    mean.coverage.toFixed(3),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}

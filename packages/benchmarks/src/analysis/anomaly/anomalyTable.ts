import type { NabSeries } from './scoreNab';
import { nabProfiles, scoreNab, scoreNabAtBest } from './scoreNab';

/** Published results on all series of the benchmark, then the standard score of their published results on the visible part. */
const references = [
  ['ARTime', 74.9, 65.2, 80.4, 75.5],
  ['CAD OSE', 69.9, 67.0, 73.2, 73.4],
  ['Numenta HTM', 70.1, 63.1, 74.3, 72.3],
  ['KNN-CAD', 58.0, 43.4, 64.8, 62.8],
  ['random cut forest', 51.7, 38.4, 59.7, 61.7],
  ['windowed Gaussian', 39.6, 20.9, 47.4, 42.7],
  ['random', 16.8, 5.8, 25.9, 19.8],
] as const;

/** The result as a table in Markdown, with the published references below. */
export function anomalyTable(
  series: readonly NabSeries[],
  threshold: number,
): string {
  const profiles = Object.values(nabProfiles);
  const fixed = profiles.map(one => scoreNab(series, one, threshold));
  const best = profiles.map(one => scoreNabAtBest(series, one));
  const [{ hits, windows, falseAlarms }] = fixed;
  return [
    `### Anomaly: NAB score on ${series.length} series (${hits} of ${windows} windows hit, ${falseAlarms} false alarms)`,
    '',
    '| detector | standard | low-FP | low-FN |',
    '|---|---|---|---|',
    row(`Orrery, threshold ${threshold}`, fixed),
    row('Orrery, best threshold of each profile', best),
    '',
    '| published | all: standard | low-FP | low-FN | visible: standard |',
    '|---|---|---|---|---|',
    ...references.map(
      ([name, ...scores]) =>
        `| ${name} | ${scores.map(score => score.toFixed(1)).join(' | ')} |`,
    ),
  ].join('\n');
}

function row(name: string, scores: readonly { readonly score: number }[]) {
  return `| ${name} | ${scores
    .map(({ score }) => score.toFixed(2))
    .join(' | ')} |`;
}

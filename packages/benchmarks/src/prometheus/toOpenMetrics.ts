import { formatSampleValue } from '@orrery/promql';

import type { DataSeries } from './createDataset';

/** Series with all their samples as an OpenMetrics exposition, which `promtool` makes blocks of. */
export function* toOpenMetrics(
  dataset: readonly DataSeries[],
): Generator<string> {
  for (const { labels, timestampsMs, values } of dataset) {
    const { __name__: name, ...others } = labels;
    const pairs = Object.entries(others).map(
      ([label, value]) => `${label}=${JSON.stringify(value)}`,
    );
    const lines: string[] = [];
    timestampsMs.forEach((timeMs, index) => {
      lines.push(
        `${name}{${pairs.join(',')}} ${formatSampleValue(values[index])} ${(
          timeMs / 1000
        ).toFixed(3)}\n`,
      );
    });
    yield lines.join('');
  }
  yield '# EOF\n';
}

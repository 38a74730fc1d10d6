import { formatSampleValue } from '@orrery/promql';
import { sampleNamesOf, type Telemetry } from '@orrery/telemetry-model';
import type { CounterFloor } from './CounterFloor';

/**
 * The samples of a moment in the text format that Prometheus scrapes, family by family. Labels that Prometheus attaches to a target are
 * there too: scrape with `honor_labels`. `floor` knows what this scraper was told before. Source: Prometheus, Exposition formats, text version 0.0.4.
 */
export function* writeExposition(
  telemetry: Telemetry,
  atMs: number,
  floor: CounterFloor,
): Generator<string> {
  floor.begin();
  const present = new Set(telemetry.metricNames());
  const timesMs = Float64Array.of(atMs);
  for (const family of telemetry.families()) {
    const lines = sampleNamesOf(family)
      .filter(name => present.has(name))
      .flatMap(name =>
        telemetry.series(name).flatMap(series => {
          const [value] = series.sample(timesMs);
          if (Number.isNaN(value)) return [];
          const key = `${name}${labelsText(series.labels)}`;
          const told = family.type === 'gauge' ? value : floor.tell(key, value);
          return `${key} ${formatSampleValue(told)}\n`;
        }),
      );
    if (lines.length === 0) continue;
    yield `# HELP ${family.name} ${escapeHelp(family.help)}\n# TYPE ${
      family.name
    } ${family.type}\n${lines.join('')}`;
  }
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabel(value)}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escapeLabel(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
}

function escapeHelp(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
}

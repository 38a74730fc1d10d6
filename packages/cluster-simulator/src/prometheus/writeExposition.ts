import { formatSampleValue } from '@orrery/promql';
import { sampleNamesOf, type Telemetry } from '@orrery/telemetry-model';
import type { CounterFloor } from './CounterFloor';

/** A few milliseconds, once the series are known. */
const LINES_IN_PART = 200;

/**
 * The samples of a moment in the text format that Prometheus scrapes, family by family and in parts. Labels that Prometheus attaches to a target are
 * there too: scrape with `honor_labels`. `floor` knows what this scraper was told before. Source: Prometheus, Exposition formats, text version 0.0.4.
 */
export function* writeExposition(
  telemetry: Telemetry,
  atMs: number,
  floor: CounterFloor,
): Generator<string> {
  floor.begin();
  const timesMs = Float64Array.of(atMs);
  for (const family of telemetry.families()) {
    let text = `# HELP ${family.name} ${escapeHelp(family.help)}\n# TYPE ${
      family.name
    } ${family.type}\n`;
    let lines = 0;
    for (const name of sampleNamesOf(family)) {
      for (const series of telemetry.series(name)) {
        const [value] = series.sample(timesMs);
        if (Number.isNaN(value)) continue;
        const key = `${name}${labelsText(series.labels)}`;
        const told = family.type === 'gauge' ? value : floor.tell(key, value);
        text += `${key} ${formatSampleValue(told)}\n`;
        lines += 1;
        if (lines % LINES_IN_PART > 0) continue;
        yield text;
        text = '';
      }
    }
    if (lines > 0 && text !== '') yield text;
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

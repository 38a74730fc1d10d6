import type { MetricKind, RcaInput, RcaMetric } from '@orrery/analysis';

/** One case file as the contract of the command describes it. */
export interface RcaCase {
  readonly id: string;
  readonly input: RcaInput;
}

/** Metric values per node and metric, one per timestamp; null = nothing measured. */
type CaseSeries = Readonly<
  Record<string, Readonly<Record<string, readonly (number | null)[]>>>
>;

interface CasePeriod {
  readonly timestamps: readonly number[];
  readonly series: CaseSeries;
}

interface CaseFile {
  readonly id: string;
  readonly target: { readonly node: string; readonly metric: string };
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly {
    readonly caller: string;
    readonly callee: string;
  }[];
  readonly normal: CasePeriod;
  readonly window: CasePeriod;
}

/** Reads a case. Throws an Error that names the field which is missing; timestamps become ms, percentages shares. */
export function parseRcaCase(text: string): RcaCase {
  const file = parseCaseFile(text);
  return {
    id: file.id,
    input: {
      nodes: file.nodes.map(({ id }) => ({ id, metrics: metricsOf(file, id) })),
      edges: file.edges,
      target: file.target,
      normalTimestampsMs: file.normal.timestamps.map(toMs),
      windowTimestampsMs: file.window.timestamps.map(toMs),
    },
  };
}

function parseCaseFile(text: string): CaseFile {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) {
    throw new Error('a case must be an object');
  }
  const file = value as Partial<CaseFile>;
  for (const field of ['nodes', 'edges'] as const) {
    if (!Array.isArray(file[field])) throw new Error(`${field} must be a list`);
  }
  for (const field of ['normal', 'window'] as const) {
    if (!Array.isArray(file[field]?.timestamps) || !file[field]?.series) {
      throw new Error(`${field} must have timestamps and series`);
    }
  }
  if (!file.target?.node || !file.target.metric) {
    throw new Error('target must name a node and a metric');
  }
  return file as CaseFile;
}

/** The metrics of a node in either period, by name so that the order in the file does not matter. */
function metricsOf(file: CaseFile, node: string): readonly RcaMetric[] {
  const normal = file.normal.series[node] ?? {};
  const window = file.window.series[node] ?? {};
  const names = new Set([...Object.keys(normal), ...Object.keys(window)]);
  return [...names].sort().map(name => {
    const kind = kindOf(name);
    const values = (series: readonly (number | null)[] = []) =>
      series.map(value => {
        if (value === null) return undefined;
        return kind === 'availability' ? value / 100 : value;
      });
    return {
      name,
      kind,
      normal: values(normal[name]),
      window: values(window[name]),
    };
  });
}

function kindOf(metric: string): MetricKind {
  if (metric.startsWith('latency')) return 'latency';
  return metric === 'requests' || metric === 'availability' ? metric : 'other';
}

function toMs(seconds: number): number {
  return seconds * 1000;
}

import {
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { isJsonMap } from '../../cluster/JsonMap';
import { secondsOf } from '../intOrPercent';

/** A metric of an AnalysisRun with its arguments filled in. */
export interface Metric {
  readonly name: string;
  readonly intervalMs?: number;
  readonly initialDelayMs: number;
  /** Infinity measures until somebody ends the run. */
  readonly count: number;
  readonly successCondition?: string;
  readonly failureCondition?: string;
  /** Below 0 no number of failures is too many. */
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  readonly consecutiveSuccessLimit: number;
  readonly provider: JsonRecord;
  readonly isDryRun: boolean;
  /** Measurements that the status keeps. */
  readonly retention: number;
}

const DEFAULT_ERROR_LIMIT = 4;
const DEFAULT_RETENTION = 10;

/** Throws an Error that names the argument or secret that is missing. */
export function metricsOf(
  cluster: ClusterPort,
  run: KubernetesObject,
): readonly Metric[] {
  const args = argumentsOf(cluster, run);
  const dryRuns = recordsAt(run, 'spec', 'dryRun');
  const retentions = recordsAt(run, 'spec', 'measurementRetention');
  return recordsAt(run, 'spec', 'metrics').map(raw => {
    const filled = fill(raw, args);
    const metric = isJsonMap(filled) ? filled : {};
    const name = stringAt(metric, 'name') ?? '';
    const interval = secondsOf(metric.interval);
    const retention = retentions.find(each => matches(each, name))?.limit;
    return {
      name,
      ...(interval === undefined ? {} : { intervalMs: interval * 1_000 }),
      initialDelayMs: (secondsOf(metric.initialDelay) ?? 0) * 1_000,
      count: numberOf(metric.count) ?? (interval === undefined ? 1 : Infinity),
      successCondition: stringAt(metric, 'successCondition'),
      failureCondition: stringAt(metric, 'failureCondition'),
      failureLimit: numberOf(metric.failureLimit) ?? 0,
      inconclusiveLimit: numberOf(metric.inconclusiveLimit) ?? 0,
      consecutiveErrorLimit:
        numberOf(metric.consecutiveErrorLimit) ?? DEFAULT_ERROR_LIMIT,
      consecutiveSuccessLimit: numberOf(metric.consecutiveSuccessLimit) ?? 0,
      provider: recordAt(metric, 'provider') ?? {},
      isDryRun: dryRuns.some(each => matches(each, name)),
      retention: typeof retention === 'number' ? retention : DEFAULT_RETENTION,
    };
  });
}

function argumentsOf(
  cluster: ClusterPort,
  run: KubernetesObject,
): ReadonlyMap<string, string> {
  return new Map(
    recordsAt(run, 'spec', 'args').map(arg => {
      const name = stringAt(arg, 'name') ?? '';
      const value =
        stringAt(arg, 'value') ??
        secretValue(cluster, run, recordAt(arg, 'valueFrom', 'secretKeyRef'));
      if (value === undefined) throw new Error(`args.${name} was not resolved`);
      return [name, value];
    }),
  );
}

function secretValue(
  cluster: ClusterPort,
  run: KubernetesObject,
  reference: JsonRecord | undefined,
): string | undefined {
  if (!reference) return undefined;
  const name = stringAt(reference, 'name') ?? '';
  const key = stringAt(reference, 'key') ?? '';
  const secret = cluster.get({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: run.metadata.namespace,
    name,
  });
  if (!secret) throw new Error(`secrets "${name}" not found`);
  const encoded = stringAt(secret, 'data', key);
  if (encoded === undefined) {
    throw new Error(`key '${key}' does not exist in secret '${name}'`);
  }
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function fill(value: unknown, args: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\{\{\s*args\.([\w-]+)\s*\}\}/g,
      (text, name: string) => {
        const found = args.get(name);
        if (found === undefined) throw new Error(`failed to resolve ${text}`);
        return found;
      },
    );
  }
  if (Array.isArray(value)) return value.map(each => fill(each, args));
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, fill(each, args)]),
  );
}

/** Names of `dryRun` and `measurementRetention` may be patterns: `.*`. */
function matches(rule: JsonRecord, name: string): boolean {
  const pattern = stringAt(rule, 'metricName') ?? '';
  if (pattern === name) return true;
  return /^\.\*$/.test(pattern);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? Number(value)
    : undefined;
}

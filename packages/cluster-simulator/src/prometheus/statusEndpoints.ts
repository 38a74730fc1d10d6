import type { PrometheusApiOptions } from './PrometheusApi';

/** The version whose answers the evaluator is held against; clients choose their features by it. */
const buildInfo = {
  version: '2.42.0',
  revision: 'simulated',
  branch: 'HEAD',
  buildUser: 'orrery',
  buildDate: '20230131-00:00:00',
  goVersion: 'go1.19.5',
};

/** What the simulation keeps to, by the names of the real flags. */
const flags = {
  'config.file': '/etc/prometheus/prometheus.yml',
  'query.lookback-delta': '5m',
  'query.max-samples': '50000000',
  'query.timeout': '2m',
  'rules.alert.resend-delay': '1m',
  'storage.tsdb.retention.time': '15d',
  'web.enable-admin-api': 'false',
  'web.enable-lifecycle': 'false',
};

/** `GET /api/v1/status/buildinfo` */
export function answerBuildInfo(): string {
  return JSON.stringify(buildInfo);
}

/** `GET /api/v1/status/flags` */
export function answerFlags(): string {
  return JSON.stringify(flags);
}

/** `GET /api/v1/status/config` */
export function answerConfig({ config = '' }: PrometheusApiOptions): string {
  return JSON.stringify({ yaml: config });
}

/** `GET /api/v1/status/walreplay`: there was nothing to read again. */
export function answerWalReplay(): string {
  return JSON.stringify({ min: 0, max: 0, current: 0 });
}

/** `GET /api/v1/status/runtimeinfo` */
export function answerRuntimeInfo({
  startedAtMs = 0,
}: PrometheusApiOptions): string {
  const startTime = new Date(startedAtMs).toISOString();
  return JSON.stringify({
    startTime,
    CWD: '/prometheus',
    reloadConfigSuccess: true,
    lastConfigTime: startTime,
    corruptionCount: 0,
    storageRetention: flags['storage.tsdb.retention.time'],
  });
}

import { fractionOf, hashText } from '../random/createRandom';
import type { LogFormat } from '../fleet/ServiceBlueprint';

/** One thing to say; without a message it is one of the ordinary ones of its level. */
export interface LogRecord {
  readonly timeMs: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message?: string;
  /** Decides the details, so that the same record is always written the same way. */
  readonly key: string;
}

const PATHS: Readonly<Record<string, readonly string[]>> = {
  web: [
    '/',
    '/product/8841',
    '/cart',
    '/checkout',
    '/static/app.js',
    '/search?q=lamp',
  ],
  'checkout-api': [
    '/v1/checkouts',
    '/v1/checkouts/{id}/confirm',
    '/v1/shipping-options',
    '/v1/vouchers',
  ],
  cart: ['/v1/carts/{id}', '/v1/carts/{id}/items'],
  catalog: ['/v2/products', '/v2/products/{id}', '/v2/categories'],
  'payments-api': ['/v1/payments', '/v1/refunds', '/v1/payments/{id}/capture'],
  'search-api': ['/search', '/search/facets', '/suggest'],
};
const WARNINGS = [
  'slow response from upstream',
  'retrying after timeout',
  'connection pool is nearly exhausted',
  'cache miss ratio is high',
];
const ERRORS = [
  'upstream request timeout',
  'connection reset by peer',
  'deadline exceeded while calling dependency',
  'could not obtain lock',
];

/** A record as a service of this kind writes it. */
export function formatLogLine(
  stream: {
    readonly service: string;
    readonly format: LogFormat;
    readonly podName: string;
  },
  record: LogRecord,
): string {
  const pick = (name: string) => fractionOf(`${record.key}/${name}`);
  const time = new Date(record.timeMs).toISOString();
  const message = record.message ?? ordinaryMessage(record, pick('message'));
  const request = requestOf(stream.service, record, pick);
  const traceId = hex(`${record.key}/trace`, 32);
  switch (stream.format) {
    case 'json':
      return JSON.stringify({
        time,
        level: record.level,
        service: stream.service,
        msg: message,
        ...(record.message ? {} : request),
        trace_id: traceId,
      });
    case 'logfmt':
      return [
        `ts=${time}`,
        `level=${record.level}`,
        `service=${stream.service}`,
        `msg="${message}"`,
        ...(record.message
          ? []
          : [`duration_ms=${request.duration_ms}`, `status=${request.status}`]),
        `trace_id=${traceId}`,
      ].join(' ');
    case 'nginx':
      return record.message
        ? `${time
            .slice(0, 19)
            .replace(/-/g, '/')
            .replace('T', ' ')} [notice] 1#1: ${message}`
        : `10.${Math.floor(pick('a') * 255)}.${Math.floor(
            pick('b') * 255,
          )}.${Math.floor(pick('c') * 255)} - - [${nginxTime(
            record.timeMs,
          )}] "${request.method} ${request.path} HTTP/1.1" ${
            request.status
          } ${Math.floor(200 + pick('size') * 24_000)} "-" "Mozilla/5.0" ${(
            request.duration_ms / 1_000
          ).toFixed(3)}`;
    case 'klog':
      return `${record.level[0].toUpperCase()}${time.slice(5, 7)}${time.slice(
        8,
        10,
      )} ${time.slice(11, 23)}000       1 controller.go:${
        100 + Math.floor(pick('line') * 700)
      }] ${message}`;
    case 'postgres':
      return `${time.slice(0, 23).replace('T', ' ')} UTC [${
        20 + Math.floor(pick('pid') * 900)
      }] ${postgresLevel(record.level)}:  ${
        record.message ?? postgresMessage(record, pick('message'))
      }`;
    case 'kafka':
      return `[${time
        .slice(0, 23)
        .replace('T', ' ')
        .replace('.', ',')}] ${record.level.toUpperCase()} ${
        record.message ?? kafkaMessage(record, pick)
      } (kafka.server.ReplicaManager)`;
    default:
      return stream.format satisfies never;
  }
}

function ordinaryMessage(record: LogRecord, luck: number): string {
  if (record.level === 'error') return ERRORS[Math.floor(luck * ERRORS.length)];
  if (record.level === 'warn')
    return WARNINGS[Math.floor(luck * WARNINGS.length)];
  return 'request completed';
}

function requestOf(
  service: string,
  record: LogRecord,
  pick: (name: string) => number,
) {
  const paths = PATHS[service] ?? [`/v1/${service}`, `/v1/${service}/{id}`];
  const path = paths[Math.floor(pick('path') * paths.length)].replace(
    '{id}',
    String(10_000 + Math.floor(pick('id') * 80_000)),
  );
  const slow = record.level === 'info' ? 1 : 12;
  return {
    method: pick('method') < 0.75 ? 'GET' : 'POST',
    path,
    status: statusOf(record, pick('status')),
    duration_ms: Math.round((4 + -Math.log(1 - pick('duration')) * 30) * slow),
  };
}

function statusOf(record: LogRecord, luck: number): number {
  if (record.level === 'error') return luck < 0.6 ? 504 : 500;
  if (luck < 0.93) return 200;
  return luck < 0.97 ? 304 : 404;
}

function postgresLevel(level: LogRecord['level']): string {
  if (level === 'error') return 'ERROR';
  return level === 'warn' ? 'WARNING' : 'LOG';
}

function postgresMessage(record: LogRecord, luck: number): string {
  if (record.level === 'error')
    return 'canceling statement due to statement timeout';
  if (record.level === 'warn')
    return 'there is already a transaction in progress';
  return luck < 0.3
    ? `checkpoint complete: wrote ${Math.floor(luck * 9_000)} buffers`
    : `duration: ${(luck * 420).toFixed(
        3,
      )} ms  statement: SELECT * FROM orders WHERE id = $1`;
}

function kafkaMessage(
  record: LogRecord,
  pick: (name: string) => number,
): string {
  const partition = `orders-${Math.floor(pick('partition') * 24)}`;
  if (record.level === 'info')
    return `[Partition ${partition}] Rolled new log segment at offset ${Math.floor(
      pick('offset') * 1e7,
    )}`;
  return `[Partition ${partition}] Shrinking ISR, follower is behind`;
}

function nginxTime(timeMs: number): string {
  const date = new Date(timeMs);
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[
    date.getUTCMonth()
  ];
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${month}/${date.getUTCFullYear()}:${date
    .toISOString()
    .slice(11, 19)} +0000`;
}

function hex(text: string, length: number): string {
  let digits = '';
  for (let part = 0; digits.length < length; part++) {
    digits += hashText(`${text}${part}`).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

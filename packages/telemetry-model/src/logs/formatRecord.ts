import { hashText } from '../noise/hash';
import type { LogFormat, Runtime } from '../world/WorldService';
import { formatCoreDns } from './formatCoreDns';
import { formatJava } from './formatJava';
import { formatJson } from './formatJson';
import { formatRedis } from './formatRedis';
import type { LogRecord, LogSource } from './LogRecord';
import { traceIdOf } from './traceIdOf';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Each database is asked some of them. */
const STATEMENTS = [
  'SELECT id, state, total FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 20',
  'UPDATE accounts SET balance = balance - $1 WHERE id = $2',
  'INSERT INTO ledger_entries (account_id, amount, booked_at) VALUES ($1, $2, now())',
  'SELECT * FROM payments WHERE reference = $1 FOR UPDATE',
  'SELECT count(*) FROM events WHERE created_at > now() - interval $1',
  'UPDATE stock SET reserved = reserved + $1 WHERE sku = $2 AND available >= $1',
  'SELECT p.id, p.name, c.path FROM products p JOIN categories c ON c.id = p.category_id WHERE p.id = ANY($1)',
  'DELETE FROM sessions WHERE expires_at < now()',
  'SELECT s.id, s.state FROM shipments s WHERE s.order_id = $1',
  'INSERT INTO refunds (payment_id, amount, reason) VALUES ($1, $2, $3) RETURNING id',
];

const STATEMENTS_OF_ONE = 4;

/** A record as software of this kind writes it: one line, or several for a stack trace. O(length). */
export function formatRecord(
  record: LogRecord,
  format: LogFormat,
  runtime: Runtime,
  source: LogSource,
): readonly string[] {
  if (runtime === 'redis') return [formatRedis(record)];
  switch (format) {
    case 'json':
      return [formatJson(record, runtime, source)];
    case 'logfmt':
      return [logfmt(record, source)];
    case 'java':
      return formatJava(record, source);
    case 'nginx':
      return nginx(record);
    case 'klog':
      return [klog(record)];
    case 'postgres':
      return postgres(record, source);
    case 'kafka':
      return [kafka(record)];
    case 'coredns':
      return [formatCoreDns(record)];
    default:
      return format satisfies never;
  }
}

const isoOf = (timeMs: number) => new Date(timeMs).toISOString();
const padded = (value: number, width = 2) => String(value).padStart(width, '0');

function logfmt(record: LogRecord, source: LogSource): string {
  const { request, message, fields = {} } = record;
  // A sentence of software that writes logfmt itself is in pairs already.
  if (/^\w+=/.test(message)) {
    return `ts=${isoOf(record.timeMs)} level=${record.level} ${message}`;
  }
  const pairs: [string, string | number][] = [
    ['ts', isoOf(record.timeMs)],
    ['level', record.level],
    ['service', source.service],
    ['msg', JSON.stringify(message)],
    ...(request
      ? (
          [
            ['method', request.method],
            ['path', request.path],
            ['status', request.status],
            ['duration_ms', request.durationMs],
            ['trace_id', traceIdOf(record, source.doors)],
          ] as const
        ).map(([key, value]): [string, string | number] => [key, value])
      : []),
    ...Object.entries(fields),
  ];
  return pairs.map(([key, value]) => `${key}=${quoted(value)}`).join(' ');
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[\s"=]/.test(text) && !text.startsWith('"')
    ? JSON.stringify(text)
    : text;
}

/** A request in the access log; one that failed for a reason also in the error log. */
function nginx(record: LogRecord): readonly string[] {
  const { request, message, luck } = record;
  const iso = isoOf(record.timeMs);
  const level = record.level === 'info' ? 'notice' : record.level;
  const head = `${iso.slice(0, 10).replace(/-/g, '/')} ${iso.slice(
    11,
    19,
  )} [${level}]`;
  // What a worker says of itself begins with its number.
  if (!request)
    return [`${head} ${/^\d+#\d+:/.test(message) ? '' : '1#1: '}${message}`];
  const asked = `"${request.method} ${request.path} HTTP/1.1"`;
  const date = new Date(record.timeMs);
  const day = `${padded(date.getUTCDate())}/${
    MONTHS[date.getUTCMonth()]
  }/${date.getUTCFullYear()}`;
  const seconds = (request.durationMs / 1_000).toFixed(3);
  const agent = luck < 0.6 ? 'Mozilla/5.0' : 'shop-app/4.2';
  const access = `${request.remote} - - [${day}:${iso.slice(
    11,
    19,
  )} +0000] ${asked} ${request.status} ${
    request.bytes
  } "-" "${agent}" ${seconds}`;
  if (record.level !== 'error') return [access];
  const connection = Math.floor(luck * 9e5);
  const worker = 20 + Math.floor(luck * 12);
  return [
    access,
    `${head} ${worker}#${worker}: *${connection} ${message}, client: ${request.remote}, server: _, request: ${asked}`,
  ];
}

function klog(record: LogRecord): string {
  const iso = isoOf(record.timeMs);
  const letter = record.level[0].toUpperCase();
  const said = JSON.stringify(record.message);
  // The sentence of a component may name its own place in the source.
  const isPlaced = /^\w+\.go:\d+\] /.test(record.message);
  const place = 100 + (hashText(record.message.replace(/\d+/g, '')) % 700);
  const text = isPlaced ? record.message : `controller.go:${place}] ${said}`;
  const fields = {
    ...record.fields,
    ...(record.request
      ? { path: record.request.path, took: `${record.request.durationMs}ms` }
      : {}),
  };
  const pairs = Object.entries(fields).map(
    ([key, value]) => ` ${key}=${JSON.stringify(value)}`,
  );
  return `${letter}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(
    11,
    23,
  )}000       1 ${text}${pairs.join('')}`;
}

/** Requests are statements; only slow and failing ones are logged as such. */
function postgres(record: LogRecord, source: LogSource): readonly string[] {
  const { request, level } = record;
  const severity = { info: 'LOG', warn: 'LOG', error: 'ERROR' }[level];
  const head = `${isoOf(record.timeMs).slice(0, 23).replace('T', ' ')} UTC [${
    20 + Math.floor(record.luck * 900)
  }] `;
  if (!request) return [`${head}${severity}:  ${record.message}`];
  const first = hashText(source.service) % STATEMENTS.length;
  const statement =
    STATEMENTS[
      (first + Math.floor(record.luck * STATEMENTS_OF_ONE)) % STATEMENTS.length
    ];
  if (level === 'error') {
    return [
      `${head}ERROR:  ${
        request.status === 504
          ? 'canceling statement due to statement timeout'
          : record.message
      }`,
      `${head}STATEMENT:  ${statement}`,
    ];
  }
  return [
    `${head}LOG:  duration: ${request.durationMs.toFixed(
      3,
    )} ms  statement: ${statement}`,
  ];
}

function kafka(record: LogRecord): string {
  const time = isoOf(record.timeMs)
    .slice(0, 23)
    .replace('T', ' ')
    .replace('.', ',');
  const message = record.request
    ? `[Partition orders-${Math.floor(record.luck * 24)} broker=0] ${
        record.level === 'info'
          ? 'Appended batch'
          : 'Shrinking ISR from 0,1,2 to 0,1'
      } in ${record.request.durationMs} ms`
    : record.message;
  return `[${time}] ${record.level.toUpperCase()} ${message} (kafka.server.ReplicaManager)`;
}

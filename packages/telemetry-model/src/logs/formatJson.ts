import type { Runtime } from '../world/WorldService';
import type { LogRecord, LogSource } from './LogRecord';
import { traceIdOf } from './traceIdOf';

const PINO_LEVELS = { info: 30, warn: 40, error: 50 } as const;

/**
 * A record as one JSON object, with the keys that loggers of the runtime use: pino, structlog, slog. O(length). Members are set one
 * by one: whole logs are written for a search, and objects that are spread into each other take several times as long.
 */
export function formatJson(
  record: LogRecord,
  runtime: Runtime,
  source: LogSource,
): string {
  switch (runtime) {
    case 'node':
      return JSON.stringify(pino(record, source));
    case 'python':
      return JSON.stringify(structlog(record, source));
    default:
      return JSON.stringify(slog(record, source));
  }
}

type Entry = Record<string, unknown>;

function pino(record: LogRecord, source: LogSource): Entry {
  const { request, exception, level, message } = record;
  const entry: Entry = {
    level: PINO_LEVELS[level],
    time: record.timeMs,
    pid: 1,
    hostname: source.pod,
  };
  if (request) {
    entry.req = { method: request.method, url: request.path };
    entry.res = { statusCode: request.status };
    entry.responseTime = request.durationMs;
  }
  addFields(entry, record);
  if (level === 'error' && exception) entry.err = { type: exception, message };
  entry.trace_id = traceIdOf(record, source.doors);
  entry.msg = message;
  return entry;
}

function structlog(record: LogRecord, source: LogSource): Entry {
  const { request, exception, level } = record;
  const entry: Entry = {
    event: record.message,
    level,
    timestamp: new Date(record.timeMs).toISOString(),
    logger: source.service.replace(/-/g, '_'),
  };
  if (request) {
    entry.http_method = request.method;
    entry.http_path = request.path;
    entry.http_status = request.status;
    entry.duration_s = Number((request.durationMs / 1_000).toFixed(4));
  }
  addFields(entry, record);
  if (level === 'error' && exception) entry.exc_type = exception;
  entry.trace_id = traceIdOf(record, source.doors);
  return entry;
}

function slog(record: LogRecord, source: LogSource): Entry {
  const { request } = record;
  const entry: Entry = {
    time: new Date(record.timeMs).toISOString(),
    level: record.level.toUpperCase(),
    msg: record.message,
    service: source.service,
    version: source.version,
  };
  if (request) {
    entry.method = request.method;
    entry.path = request.path;
    entry.status = request.status;
    entry.duration_ms = request.durationMs;
  }
  addFields(entry, record);
  entry.trace_id = traceIdOf(record, source.doors);
  return entry;
}

function addFields(entry: Entry, { fields }: LogRecord): void {
  for (const name in fields) {
    if (Object.hasOwn(fields, name)) entry[name] = fields[name];
  }
}

import type { Runtime } from '../world/WorldService';
import type { LogRecord, LogSource } from './LogRecord';
import { traceIdOf } from './traceIdOf';

const PINO_LEVELS = { info: 30, warn: 40, error: 50 } as const;

/** A record as one JSON object, with the keys that loggers of the runtime use: pino, structlog, slog. O(length). */
export function formatJson(
  record: LogRecord,
  runtime: Runtime,
  source: LogSource,
): string {
  const { request, fields = {}, exception, level, message, timeMs } = record;
  const trace = traceIdOf(record, source.doors);
  const time = new Date(timeMs).toISOString();
  switch (runtime) {
    case 'node':
      return JSON.stringify({
        level: PINO_LEVELS[level],
        time: timeMs,
        pid: 1,
        hostname: source.pod,
        ...(request
          ? {
              req: { method: request.method, url: request.path },
              res: { statusCode: request.status },
              responseTime: request.durationMs,
            }
          : {}),
        ...fields,
        ...(level === 'error' && exception
          ? { err: { type: exception, message } }
          : {}),
        trace_id: trace,
        msg: message,
      });
    case 'python':
      return JSON.stringify({
        event: message,
        level,
        timestamp: time,
        logger: source.service.replace(/-/g, '_'),
        ...(request
          ? {
              http_method: request.method,
              http_path: request.path,
              http_status: request.status,
              duration_s: Number((request.durationMs / 1_000).toFixed(4)),
            }
          : {}),
        ...fields,
        ...(level === 'error' && exception ? { exc_type: exception } : {}),
        trace_id: trace,
      });
    default:
      return JSON.stringify({
        time,
        level: level.toUpperCase(),
        msg: message,
        service: source.service,
        version: source.version,
        ...(request
          ? {
              method: request.method,
              path: request.path,
              status: request.status,
              duration_ms: request.durationMs,
            }
          : {}),
        ...fields,
        trace_id: trace,
      });
  }
}

import type { Runtime } from '../world/WorldService';
import type { LogMoment } from './LogMoment';
import type { LogRecord } from './LogRecord';

type Line = Pick<LogRecord, 'level' | 'message' | 'fields'>;

const info = (message: string, fields?: LogRecord['fields']): Line => ({
  level: 'info',
  message,
  fields,
});

/** What a process says of itself, by what it runs on. O(1). */
export function backgroundLine(
  runtime: Runtime,
  luck: number,
  { busy, slowdown }: LogMoment,
): Line {
  const part = Math.floor(luck * 1e6) % 1_000;
  switch (runtime) {
    case 'jvm':
      return luck < 0.6
        ? info(
            `GC(${400 + part}) Pause Young (Normal) (G1 Evacuation Pause) ${
              120 + (part % 90)
            }M->${40 + (part % 50)}M(512M) ${(2 + part / 90).toFixed(3)}ms`,
          )
        : info(
            `connection pool: active=${Math.round(4 * busy * slowdown)}, idle=${
              part % 8
            }, waiting=${slowdown > 2 ? part % 40 : 0}`,
          );
    case 'node':
      return info('event loop statistics', {
        lag_ms: Math.round((1 + luck * 6) * slowdown),
        handles: 40 + (part % 60),
      });
    case 'python':
      return info('model batch scored', {
        batch: 16 + (part % 48),
        took_ms: Math.round((18 + luck * 30) * slowdown),
      });
    case 'nginx':
      return luck < 0.5
        ? info(
            `${100 + part}#${100 + part}: *${
              80_000 + part
            } client closed keepalive connection`,
          )
        : info(
            `${30 + (part % 9)}#${30 + (part % 9)}: gracefully reopening logs`,
          );
    case 'postgres':
      return luck < 0.5
        ? info(
            `checkpoint complete: wrote ${Math.floor(
              300 + luck * 9_000,
            )} buffers (${(luck * 8).toFixed(
              1,
            )}%); 0 WAL file(s) added, 0 removed, ${part % 6} recycled`,
          )
        : info(
            `automatic vacuum of table "app.public.events_${
              part % 12
            }": index scans: ${part % 2}`,
          );
    case 'redis':
      return luck < 0.5
        ? info(`${1 + (part % 300)} changes in 60 seconds. Saving...`)
        : info('Background saving terminated with success');
    case 'kafka':
      return info(
        `[Partition orders-${part % 24} broker=${
          part % 3
        }] Rolled new log segment at offset ${
          1_000_000 + Math.floor(luck * 9e6)
        }`,
      );
    case 'go':
      return luck < 0.5
        ? info('reconciled', {
            items: part % 40,
            took: `${(luck * 90).toFixed(1)}ms`,
          })
        : info('cache refreshed', { entries: 200 + part });
    default:
      return runtime satisfies never;
  }
}

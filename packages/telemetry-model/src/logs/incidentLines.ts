import type { IncidentKind } from '../incident/Incident';
import type { Runtime } from '../world/WorldService';

/** What a service says of its own trouble. */
export interface IncidentLine {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly exception?: string;
}

type Say = (luck: number, runtime: Runtime) => IncidentLine | undefined;

const warn = (message: string): IncidentLine => ({ level: 'warn', message });
const error = (message: string, exception?: string): IncidentLine => ({
  level: 'error',
  message,
  exception,
});

const SAYINGS: Readonly<Partial<Record<IncidentKind, Say>>> = {
  'slow-database': luck =>
    luck < 0.6
      ? warn(
          `process ${
            200 + Math.floor(luck * 700)
          } still waiting for ShareLock on transaction ${
            81_000_000 + Math.floor(luck * 90_000)
          } after ${(1_000 + luck * 9_000).toFixed(3)} ms`,
        )
      : warn(
          `temporary file: path "base/pgsql_tmp/pgsql_tmp${Math.floor(
            luck * 9_000,
          )}.0", size ${Math.floor(luck * 9e8)}`,
        ),
  'memory-leak': (luck, runtime) =>
    runtime === 'jvm'
      ? warn(
          `GC overhead: ${(70 + luck * 28).toFixed(
            0,
          )}% of the last minute was spent in garbage collection`,
        )
      : warn(
          `memory is ${(82 + luck * 17).toFixed(
            0,
          )}% of the limit, session cache holds ${Math.floor(
            40_000 + luck * 400_000,
          )} entries`,
        ),
  'bad-config': luck =>
    error(
      luck < 0.5
        ? 'invalid configuration: upstream.timeout must be a duration, got "2500"'
        : 'no route for tenant "default": routing table is empty',
      'ConfigurationException',
    ),
  'cpu-throttling': (luck, runtime) =>
    runtime === 'node'
      ? warn(`event loop delayed by ${Math.floor(180 + luck * 1_900)} ms`)
      : warn(`worker was not scheduled for ${Math.floor(90 + luck * 800)} ms`),
  'disk-filling': luck =>
    luck < 0.5
      ? error(
          'could not extend file "base/16384/24811": No space left on device',
          'IOException',
        )
      : error(
          'cannot execute INSERT in a read-only transaction',
          'ReadOnlyException',
        ),
  'retry-storm': luck =>
    error(
      `request queue is full (${Math.floor(
        800 + luck * 400,
      )} waiting), rejecting`,
      'RejectedExecutionException',
    ),
  'dns-failure': luck =>
    error(
      `plugin/errors: 2 card-network.example. ${
        luck < 0.5 ? 'A' : 'AAAA'
      }: read udp 10.96.0.10:53->10.0.0.2:53: i/o timeout`,
    ),
  'traffic-spike': luck =>
    warn(`request queue is long: ${Math.floor(40 + luck * 300)} waiting`),
};

/** A line about an incident of the service itself; undefined for kinds of which it knows nothing. O(1). */
export function incidentLine(
  kind: IncidentKind,
  luck: number,
  runtime: Runtime,
): IncidentLine | undefined {
  return SAYINGS[kind]?.(luck, runtime);
}

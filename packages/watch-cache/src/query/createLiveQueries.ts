import type { Clock } from '../watch/Clock';
import type { LiveQueries, LiveRowBase } from './LiveQueries';

export interface LiveQueriesOptions {
  readonly clock: Clock;
  /** In [0, 1); makes epochs unlike those of an earlier process. */
  readonly random: () => number;
  /** Throws on a bad selector. */
  readonly parseSelector: (
    selector: string,
  ) => (labels: Readonly<Record<string, string>>) => boolean;
  /** At most one batch per subscription in this time; default 40. */
  readonly coalesceMs?: number;
  /** Default 30 000. */
  readonly lingerMs?: number;
  /** Bound of a computation's history in row changes; default 5 000. */
  readonly historyLimit?: number;
  readonly onListenerError?: (error: unknown) => void;
}

export declare function createLiveQueries<R extends LiveRowBase = LiveRowBase>(
  options: LiveQueriesOptions,
): LiveQueries<R>;

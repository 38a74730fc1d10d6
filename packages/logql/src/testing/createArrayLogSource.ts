import type { Labels } from '@orrery/promql';

import { compileMatchers } from '../labels/compileMatchers';
import type { LogEntry, LogSource } from '../lines/LogSource';

/** A stream with all its lines, oldest first: `[timeMs, line]`, or with labels of the line. */
export interface ArrayStream {
  readonly labels: Labels;
  readonly lines: readonly (readonly [number, string, Labels?])[];
}

/** A source over lines that are there, which counts those it was asked for. */
export function createArrayLogSource(
  streams: readonly ArrayStream[],
): LogSource & { readonly read: { entries: number; lines: number } } {
  const read = { entries: 0, lines: 0 };
  return {
    read,
    select: ({ matchers }) => {
      const matches = compileMatchers(matchers);
      return streams
        .filter(({ labels }) => matches(labels))
        .map(({ labels, lines }) => ({
          labels,
          *entries({ fromMs, toMs, direction }) {
            const inside = lines.filter(
              ([timeMs]) => timeMs >= fromMs && timeMs < toMs,
            );
            if (direction === 'backward') inside.reverse();
            for (const [timeMs, text, metadata] of inside) {
              read.entries += 1;
              yield lazyEntry(timeMs, text, metadata, read);
            }
          },
        }));
    },
  };
}

function lazyEntry(
  timeMs: number,
  text: string,
  metadata: Labels | undefined,
  read: { lines: number },
): LogEntry {
  return {
    timeMs,
    metadata,
    get line() {
      read.lines += 1;
      return text;
    },
  };
}

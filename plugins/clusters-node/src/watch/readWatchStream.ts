import { ClusterError } from '../ClusterError';
import type { KubernetesWatchEvent } from '../connection/ClusterConnection';
import type { KindRef } from '../connection/KindRef';
import { toNetworkError } from '../connection/toNetworkError';
import { toStatusError } from '../connection/toStatusError';
import { parseWatchEvent, type WatchLine } from './parseWatchEvent';
import { splitLines } from './splitLines';

export interface WatchStream {
  readonly body: AsyncIterable<Buffer>;
  readonly kind: KindRef;
  /** For messages: `watch pods in shop`. */
  readonly what: string;
  readonly clusterName: string;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/**
 * The events of an open watch. Ends when the server ends it; throws a `ClusterError` for an ERROR event (by its code),
 * a line that is no event (`malformed`) and a broken stream (`unreachable`), and the signal's reason on abort.
 * Breaking out closes the connection.
 */
export async function* readWatchStream(
  stream: WatchStream,
): AsyncGenerator<KubernetesWatchEvent> {
  const { body, kind, what, clusterName, signal } = stream;
  try {
    for await (const line of splitLines(body)) {
      const event = readLine(stream, line, kind);
      if (event.type === 'ERROR') {
        throw toStatusError({
          clusterName,
          what,
          status: event.status.code ?? 500,
          body: event.status,
          nowMs: stream.nowMs(),
        });
      }
      yield event;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toNetworkError(clusterName, what, error);
  }
}

function readLine(
  { clusterName, what }: WatchStream,
  line: Buffer,
  kind: KindRef,
): WatchLine {
  try {
    return parseWatchEvent(line, kind);
  } catch (error) {
    throw new ClusterError(
      `cluster ${clusterName}: ${what}: a line of ${line.length} bytes is not a watch event`,
      { code: 'malformed', clusterName, cause: error },
    );
  }
}

import type { Response } from 'express';
import type { Caller } from '../access/Caller';
import type { LiveSessions } from './createLiveSessions';
import type { LiveSession } from './createLiveSession';

/** Id of the one subscription of a stream. */
export const NDJSON_SUBSCRIPTION = 'live';

/**
 * The live protocol as lines of JSON on one response, until the client leaves, the subscription ends, or the portal stops.
 * `subscribe` opens it. Throws before anything is written when it does, or when the number of connections is refused.
 */
export function streamNdjson(
  sessions: LiveSessions,
  caller: Caller,
  subscribe: (session: LiveSession) => void,
  response: Response,
): void {
  const session: LiveSession = sessions.open(
    caller,
    {
      write: event => {
        start(response);
        return response.write(`${JSON.stringify(event)}\n`);
      },
      // Refused before the first line: the answer is an error body, not an empty stream.
      close: () => {
        if (response.headersSent) response.end();
      },
    },
    () => session.close(),
  );
  response.on('drain', () => session.drained());
  response.on('close', () => session.close());
  try {
    subscribe(session);
  } catch (thrown) {
    session.close();
    throw thrown;
  }
  start(response);
  response.flushHeaders();
}

function start(response: Response): void {
  if (response.headersSent) return;
  response.writeHead(200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    // Without no-transform the portal's compression would hold lines back.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
}

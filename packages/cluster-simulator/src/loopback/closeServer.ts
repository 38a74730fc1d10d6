import type { Server } from 'node:http';

/** Takes no connection any more and ends those that are open. Does nothing to a server that does not listen. */
export function closeServer(
  server: Pick<Server, 'listening' | 'close' | 'closeAllConnections'>,
): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import type { Server } from 'node:net';

/**
 * Listens on the loopback interface only and answers the port; 0 picks a free one. Rejects with the server's error when it cannot
 * listen (EADDRINUSE); what fails later is the caller's.
 */
export function listenOnLoopback(
  server: Server,
  port: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string')
        reject(new Error(`not a TCP address: ${address}`));
      else resolve(address.port);
    });
  });
}

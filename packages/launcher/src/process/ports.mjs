import { once } from 'node:events';
import { createServer } from 'node:net';

import { LauncherError } from '../LauncherError.mjs';

/**
 * Throws one sentence that names the first busy port.
 * @param {readonly { port: number, use: string, option: string }[]} ports
 */
export async function assertPortsFree(ports) {
  for (const { port, use, option } of ports) {
    if (!(await isPortFree(port))) {
      throw new LauncherError(
        `port ${port} for the ${use} is in use: stop what listens there, or choose another with ${option}.`,
      );
    }
  }
}

/**
 * Whether nothing listens on the port, on any address of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  const all = await tryListen(port, '::');
  // A machine without IPv6 cannot tell by `::`.
  const code =
    all === 'EAFNOSUPPORT' || all === 'EADDRNOTAVAIL'
      ? await tryListen(port, '0.0.0.0')
      : all;
  if (code === undefined) return true;
  if (code === 'EADDRINUSE') return false;
  throw new LauncherError(`port ${port} cannot be opened (${code}).`);
}

/**
 * A port that is free now. Another process may take it before its user does; the kernel hands out distinct ones, so that is rare.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new LauncherError('no free port found.');
  return address.port;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} the error's code
 */
async function tryListen(port, host) {
  const server = createServer();
  return new Promise(resolve => {
    server.once('error', error =>
      resolve('code' in error ? String(error.code) : error.message),
    );
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}

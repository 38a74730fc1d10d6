import { LauncherError } from '../LauncherError.mjs';
import { waitForHttp } from '../process/waitForHttp.mjs';

/**
 * Resolves when the server answers. Rejects when it does not in time, when one of `failures` resolves, or on abort; nothing
 * polls on afterwards.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.url
 * @param {number} options.timeoutMs
 * @param {readonly Promise<LauncherError>[]} options.failures
 * @param {AbortSignal} options.signal
 */
export async function waitUntilReady({
  name,
  url,
  timeoutMs,
  failures,
  signal,
}) {
  const settled = new AbortController();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    await Promise.race([
      waitForHttp(url, {
        signal: AbortSignal.any([signal, timeout, settled.signal]),
      }),
      ...failures.map(failure => failure.then(error => Promise.reject(error))),
    ]);
  } catch (error) {
    signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw new LauncherError(
      `the ${name} did not answer on ${url} within ${timeoutMs / 1000} s.`,
    );
  } finally {
    settled.abort();
  }
}

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { freePort } from '../process/ports.mjs';
import { waitUntilReady } from './waitUntilReady.mjs';

const never = new Promise(() => {});

/** Nothing listens there. */
const options = async (more = {}) => ({
  name: 'backend',
  url: `http://127.0.0.1:${await freePort()}/`,
  timeoutMs: 20_000,
  failures: [never],
  signal: new AbortController().signal,
  ...more,
});

describe('waitUntilReady()', () => {
  it('resolves when the server answers', async t => {
    const waiting = await options();
    const server = createServer((_, response) => response.end());
    t.after(() => server.close());
    server.listen(Number(new URL(waiting.url).port), '127.0.0.1');
    await waitUntilReady(waiting);
  });

  it('names the server and the time when it does not', async () => {
    await assert.rejects(
      waitUntilReady(await options({ timeoutMs: 50 })),
      error =>
        error instanceof LauncherError &&
        /the backend did not answer on .* within 0.05 s/.test(error.message),
    );
  });

  it('rejects at once with what failed meanwhile', async () => {
    const failure = new LauncherError(
      'the simulator ended by itself (exit code 1).',
    );
    await assert.rejects(
      waitUntilReady(
        await options({ failures: [never, Promise.resolve(failure)] }),
      ),
      error => error === failure,
    );
  });

  it('rejects with the reason of an abort', async () => {
    await assert.rejects(
      waitUntilReady(await options({ signal: AbortSignal.abort('SIGINT') })),
      error => error === 'SIGINT',
    );
  });
});

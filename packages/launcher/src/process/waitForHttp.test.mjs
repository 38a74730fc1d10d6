import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';

import { freePort } from './ports.mjs';
import { waitForHttp } from './waitForHttp.mjs';

describe('waitForHttp()', () => {
  it('waits through refused connections and error answers', async t => {
    const port = await freePort();
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.statusCode = requests < 3 ? 503 : 200;
      response.end();
    });
    t.after(() => server.close());
    setTimeout(() => server.listen(port, '127.0.0.1'), 100);

    await waitForHttp(`http://127.0.0.1:${port}/`, {
      signal: AbortSignal.timeout(20_000),
    });

    assert.equal(requests, 3);
  });

  it('rejects with the reason of the abort', async () => {
    const reason = new Error('the backend ended');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 50);
    const port = await freePort();
    await assert.rejects(
      waitForHttp(`http://127.0.0.1:${port}/`, { signal: controller.signal }),
      error => [error, error instanceof Error && error.cause].includes(reason),
    );
  });
});

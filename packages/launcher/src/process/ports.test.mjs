import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { assertPortsFree, freePort, isPortFree } from './ports.mjs';

describe('ports', () => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    it(`are busy while something listens on ${host}`, async t => {
      const port = await freePort();
      const server = createServer().listen(port, host);
      t.after(() => server.close());
      await once(server, 'listening');

      assert.equal(await isPortFree(port), false);
      await assert.rejects(
        assertPortsFree([{ port, use: 'portal', option: '--port' }]),
        error =>
          error instanceof LauncherError &&
          error.message.includes(`port ${port} for the portal is in use`) &&
          error.message.includes('--port'),
      );
    });
  }

  it('are free otherwise, and stay free after asking', async () => {
    const port = await freePort();
    assert.equal(await isPortFree(port), true);
    await assertPortsFree([{ port, use: 'portal', option: '--port' }]);
    assert.equal(await isPortFree(port), true);
  });
});

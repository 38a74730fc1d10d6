import { mockCredentials } from '@backstage/backend-test-utils';
import signalsPlugin from '@backstage/plugin-signals-backend';
import WebSocket from 'ws';
import { createShop } from '../__testUtils__/createShop';
import { LiveClient } from '../__testUtils__/LiveClient';
import { startTestClusters } from '../__testUtils__/startTestClusters';

const closing: (() => unknown)[] = [];
const token = mockCredentials.user.token();

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start() {
  const clusters = await startTestClusters({
    clusters: [createShop()],
    features: [signalsPlugin],
  });
  closing.push(() => clusters.stop());
  return {
    async openClusters() {
      const client = new LiveClient(clusters.url, { auth: { token } });
      closing.push(() => client.close());
      await client.subscribe();
      await client.until(({ rows }) => rows.size > 0);
      await client.until(
        ({ socket }) => socket.io.engine.transport.name === 'websocket',
      );
      return client;
    },
    /** As the signals client does: the very first attempt of a process gets no answer, so it tries again. */
    async openSignals(): Promise<WebSocket> {
      const url = `${clusters.url.replace('http', 'ws')}/api/signals`;
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const socket = new WebSocket(url, token, { handshakeTimeout: 300 });
        closing.push(() => socket.terminate());
        const opened = await new Promise<boolean>(resolve => {
          socket.on('open', () => resolve(true));
          socket.on('error', () => resolve(false));
        });
        if (opened) return socket;
      }
      throw new Error('signals did not answer');
    },
  };
}

describe('attachUpgrade()', () => {
  it('leaves signals alive that connect after our socket', async () => {
    const { openClusters, openSignals } = await start();
    const client = await openClusters();
    const signals = await openSignals();
    expect(signals.readyState).toBe(WebSocket.OPEN);
    expect(client.socket.connected).toBe(true);
  });

  it('works after signals took the upgrade event', async () => {
    const { openClusters, openSignals } = await start();
    const signals = await openSignals();
    const client = await openClusters();
    expect(client.socket.io.engine.transport.name).toBe('websocket');
    expect(signals.readyState).toBe(WebSocket.OPEN);
  });

  it('lets the portal answer upgrade requests for paths that nobody serves', async () => {
    const { openClusters } = await start();
    const client = await openClusters();
    const { hostname, port } = new URL(client.url);
    const status = await new Promise(resolve => {
      const socket = new WebSocket(`ws://${hostname}:${port}/nowhere`);
      socket.on('unexpected-response', (_request, response) =>
        resolve(response.statusCode),
      );
      socket.on('error', () => {});
    });
    expect(status).toBe(404);
  });
});

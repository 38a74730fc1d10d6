import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { connectTo } from '../__testUtils__/connectTo';
import { podList, pods } from '../__testUtils__/pods';
import { json, startFakeApiServer } from '../__testUtils__/startFakeApiServer';
import { AgentPool } from './AgentPool';

describe('AgentPool', () => {
  it('keeps one agent per purpose while the TLS identity stays the same', async () => {
    const pool = new AgentPool();
    const calls = pool.agentFor('call', { ca: 'CA' });
    expect(pool.agentFor('call', { ca: 'CA' })).toBe(calls);
    expect(pool.agentFor('stream', { ca: 'CA' })).not.toBe(calls);
    expect(pool.agentFor('call', { ca: 'another' })).not.toBe(calls);
    await pool.dispose();
  });

  it('gives no agent once it is disposed', async () => {
    const pool = new AgentPool();
    await pool.dispose();
    expect(() => pool.agentFor('call', {})).toThrow();
  });

  it('reaches a cluster through its proxy', async () => {
    const server = await startFakeApiServer();
    server.always(json(podList(['a'])));
    const tunnels: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url);
      const { hostname, port } = new URL(`http://${request.url}`);
      const target = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      socket.once('close', () => target.destroy());
      target.once('close', () => socket.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const connection = connectTo({
      url: server.url,
      proxyUrl: `http://127.0.0.1:${port}`,
    });

    expect((await connection.list(pods)).items).toHaveLength(1);
    expect(tunnels).toEqual([new URL(server.url).host]);

    await connection.dispose();
    await server.close();
    proxy.close();
    await once(proxy, 'close');
  });
});

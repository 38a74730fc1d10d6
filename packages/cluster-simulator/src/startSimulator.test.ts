import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { createManualClock } from './clock/createManualClock';
import { startSimulator, type Simulator } from './startSimulator';

describe('startSimulator()', () => {
  let simulator: Simulator | undefined;
  afterEach(async () => {
    await simulator?.stop();
    simulator = undefined;
  });

  it('serves the clusters asked for, with one kubeconfig for all', async () => {
    simulator = await startSimulator({ clusters: ['edge'], quiet: true });
    expect(simulator.clusters.map(({ name }) => name)).toEqual(['edge']);
    const kubeconfig = parse(simulator.kubeconfig);
    expect(kubeconfig['current-context']).toBe('edge');
    expect(
      kubeconfig.contexts.map((each: { name: string }) => each.name),
    ).toEqual(['edge', 'edge-viewer']);
    expect(kubeconfig.clusters[0].cluster.server).toBe(
      simulator.clusters[0].url,
    );
  });

  it('is told of faults over its control port and forgets them', async () => {
    simulator = await startSimulator({ clusters: ['edge'], quiet: true });
    const url = `${simulator.control.url}/clusters/edge/faults`;
    const call = async (method: string, path = '', body?: string) => {
      const response = await fetch(url + path, { method, body });
      return [response.status, await response.json()];
    };
    const slow = { kind: 'slow', latencyMs: 5 };
    expect(await call('POST', '', JSON.stringify(slow))).toEqual([200, [slow]]);
    expect(simulator.clusters[0].faults.active()).toEqual([slow]);
    expect((await call('POST', '', '{"kind":"sleepy"}'))[0]).toBe(400);
    expect((await call('POST', '', 'no json'))[0]).toBe(400);
    expect(await call('DELETE', '/slow')).toEqual([200, []]);
    const unknown = await fetch(
      `${simulator.control.url}/clusters/mars/faults`,
    );
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      { message: 'cluster "mars" not found; there are edge' },
    ]);
  });

  it('tells where everything is, and everything answers', async () => {
    simulator = await startSimulator({ clusters: ['edge'], quiet: true });
    const { prometheus, clusters } = await (
      await fetch(`${simulator.control.url}/endpoints`)
    ).json();
    const [edge] = clusters;
    const statuses = await Promise.all(
      [
        `${prometheus}/api/v1/query?query=up`,
        `${edge.prometheus}/api/v1/rules`,
        `${edge.alertmanager}/api/v2/status`,
        `${edge.loki}/loki/api/v1/labels`,
      ].map(async url => (await fetch(url)).status),
    );
    expect([edge.name, statuses]).toEqual(['edge', [200, 200, 200, 200]]);
  }, 60_000);

  it('lets planned incidents happen to the objects of a cluster', async () => {
    const clock = createManualClock();
    simulator = await startSimulator({
      clusters: ['edge'],
      quiet: true,
      clock,
      incidents: [
        {
          cluster: 'edge',
          kind: 'bad-image',
          target: { kind: 'Service', namespace: 'shop', name: 'cart' },
          intensity: 1,
          afterMs: 60_000,
          lastsMs: 600_000,
          visibility: 'visible',
        },
      ],
    });
    clock.advance(180_000);
    const [edge] = simulator.clusters;
    const waiting = edge.store
      .list('pods', 'shop')
      .flatMap(
        pod => JSON.stringify(pod.status).match(/ImagePullBackOff/) ?? [],
      );
    expect(edge.incidents.list().map(({ kind }) => kind)).toEqual([
      'bad-image',
    ]);
    expect(waiting).not.toEqual([]);
  }, 60_000);

  it('names the clusters there are when asked for another', async () => {
    await expect(startSimulator({ clusters: ['mars'] })).rejects.toThrow(
      'clusters are prod-eu, prod-us, edge, got mars',
    );
  });

  it('leaves nothing running when a port is taken', async () => {
    const blocker = createServer();
    await new Promise<void>(resolve => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = parseAddress(blocker.address());
    await expect(
      startSimulator({ clusters: ['edge'], controlPort: port, quiet: true }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await new Promise(resolve => blocker.close(resolve));
  });
});

function parseAddress(
  address: ReturnType<ReturnType<typeof createServer>['address']>,
): AddressInfo {
  return address as AddressInfo;
}

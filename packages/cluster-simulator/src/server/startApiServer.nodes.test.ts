import { NODE_DOWN } from '../controllers/nodes/nodeState';
import { startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const proxy = '/api/v1/nodes/a/proxy';

describe('startApiServer(): what nodes answer through nodes/proxy', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer({
      metrics: {
        nodeUsage: () => ({ cpuCores: 0.5, memoryBytes: 1_048_576 }),
        podUsage: () => [
          { container: 'c', cpuCores: 0.25, memoryBytes: 1024 },
          { container: 'd', cpuCores: 0.25, memoryBytes: 1024 },
        ],
        volumeUsage: () => undefined,
      },
    });
    await server.call('POST', '/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a' },
    });
    await server.call('POST', '/api/v1/namespaces/default/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x' },
      spec: { nodeName: 'a', containers: [{ name: 'c', image: 'c' }] },
    });
  });
  afterEach(() => server.close());

  it('summarizes the use of the node and of its pods', async () => {
    const { json } = await server.call('GET', `${proxy}/stats/summary`);
    expect(json).toMatchObject({
      node: {
        nodeName: 'a',
        cpu: { usageNanoCores: 5e8 },
        memory: { workingSetBytes: 1_048_576 },
      },
      pods: [
        {
          podRef: { name: 'x', namespace: 'default' },
          cpu: { usageNanoCores: 5e8 },
          memory: { workingSetBytes: 2048 },
          containers: [{ name: 'c' }, { name: 'd' }],
        },
      ],
    });
  });

  it('lists the log files and shows the log with what the kubelet reported', async () => {
    await server.call('POST', '/api/v1/namespaces/default/events', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'x.1' },
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'x' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off pulling image "c"',
      lastTimestamp: '2099-03-04T05:06:07Z',
      source: { component: 'kubelet', host: 'a' },
    });
    expect((await server.call('GET', `${proxy}/logs/`)).text).toContain(
      '<a href="kubelet.log">',
    );
    const line =
      'W0304 05:06:07.000000    1203 event.go:389] "Event occurred" object="default/x" kind="Pod" type="Warning" reason="BackOff" message="Back-off pulling image \\"c\\""\n';
    const whole = await server.call('GET', `${proxy}/logs/kubelet.log`);
    expect(whole.text).toMatch(/^I.*"Kubelet version"/);
    expect(whole.text.endsWith(line)).toBe(true);
    const last = await server.call(
      'GET',
      `${proxy}/logs?query=kubelet&tailLines=1`,
    );
    expect(last.text).toBe(line);
    expect((await server.call('GET', `${proxy}/logs/none`)).code).toBe(404);
  });

  it('refuses who may not use nodes/proxy, and passes nothing to a node that is cut off', async () => {
    const bob = { authorization: 'Bearer bob' };
    const refused = await server.call(
      'GET',
      `${proxy}/stats/summary`,
      undefined,
      bob,
    );
    expect(refused.json.message).toBe(
      'nodes "a" is forbidden: User "bob" cannot get resource "nodes/proxy" in API group "" at the cluster scope',
    );
    server.store.update('nodes', undefined, 'a', node => ({
      ...node,
      metadata: { ...node.metadata, annotations: { [NODE_DOWN]: 'true' } },
    }));
    expect((await server.call('GET', `${proxy}/logs/`)).json).toMatchObject({
      code: 503,
      message:
        'error trying to reach service: dial tcp a:10250: connect: no route to host',
    });
  });
});

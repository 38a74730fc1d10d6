import { clusterPortContract } from '@orrery/delivery-simulator/testing';
import { createManualClock } from '../clock/createManualClock';
import { createRandom } from '../random/createRandom';
import { startTestApiServer } from '../server/testing/startTestApiServer';
import { createClusterStore } from '../store/createClusterStore';
import { createClusterPort } from './createClusterPort';

async function open() {
  const clock = createManualClock();
  const store = createClusterStore({ clock, random: createRandom('store') });
  const server = await startTestApiServer({ store });
  const port = createClusterPort({
    context: server.context,
    serverUrl: server.url,
    random: createRandom('port'),
    onUnexpected: error => {
      throw error;
    },
  });
  return {
    port,
    server,
    advance: (ms: number) => clock.advance(ms),
    dispose: () => server.close(),
  };
}

describe('createClusterPort()', () => {
  clusterPortContract(open);

  it('writes what clients of the server see, under the name of the manager', async () => {
    const { port, server } = await open();
    await port.create(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'default' },
        data: { key: 'value' },
      },
      { manager: 'argocd-controller' },
    );
    const { json } = await server.call(
      'GET',
      '/api/v1/namespaces/default/configmaps/a',
    );
    expect(json).toMatchObject({
      data: { key: 'value' },
      metadata: {
        managedFields: [{ manager: 'argocd-controller', operation: 'Update' }],
      },
    });
    await server.close();
  });

  it('reads and tells objects in the version that was asked for', async () => {
    const { port, server } = await open();
    const v1 = {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
    };
    const seen: unknown[] = [];
    port.subscribe(v1, ({ object }) => seen.push(object.apiVersion));
    await port.create(
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web', namespace: 'default' },
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'web',
          },
          maxReplicas: 4,
          metrics: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                target: { type: 'Utilization', averageUtilization: 70 },
              },
            },
          ],
        },
      },
      { manager: 'test' },
    );
    const ref = { ...v1, namespace: 'default', name: 'web' };
    expect(port.get(ref)).toMatchObject({
      ...v1,
      spec: { targetCPUUtilizationPercentage: 70 },
    });
    expect(port.get(ref)).toBe(port.get(ref));
    expect(seen).toEqual(['autoscaling/v1']);
    expect(
      port
        .servedKinds()
        .filter(each => each.kind === v1.kind)
        .map(each => each.apiVersion),
    ).toEqual(['autoscaling/v2']);
    await server.close();
  });
});

import { once } from 'node:events';
import { createManualClock } from '../clock/createManualClock';
import { createTypedStore, parseKind } from '../controllers/TypedStore';
import { createClusterStore } from '../store/createClusterStore';
import { ClusterNetwork } from './ClusterNetwork';
import { createContainerCommands } from './createContainerCommands';
import { createPodProcesses } from './createPodProcesses';

function start() {
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: () => 0.5 });
  const store = createTypedStore(raw);
  const inside = {
    store,
    clock,
    metrics: {
      nodeUsage: () => undefined,
      podUsage: () => undefined,
      volumeUsage: () => undefined,
    },
    network: new ClusterNetwork(store),
  };
  const created = raw.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      containers: [{ name: 'c', ports: [{ containerPort: 80 }] }],
    },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'c', ready: true, state: { running: {} } }],
    },
  });
  const processes = createPodProcesses({
    ...inside,
    logs: {
      async *readLog() {
        yield* [];
      },
    },
    commands: createContainerCommands(inside),
  });
  return { raw, processes, pod: parseKind('pods', created) };
}

describe('createPodProcesses()', () => {
  it('breaks the connections to a pod that is gone, and opens no more', async () => {
    const { raw, processes, pod } = start();
    const connection = processes.connect(pod, 80);
    const closed = once(connection, 'close');
    raw.delete('pods', 'default', 'web', { gracePeriodSeconds: 0 });
    await closed;
    expect(() => processes.connect(pod, 80)).toThrow(
      'failed to find sandbox of pod "web"',
    );
  });

  it('refuses a port on which nobody listens', () => {
    const { processes, pod } = start();
    expect(() => processes.connect(pod, 81)).toThrow(
      'dial tcp4 127.0.0.1:81: connect: connection refused',
    );
  });
});

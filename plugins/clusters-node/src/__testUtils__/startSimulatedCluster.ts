import {
  createClusterStore,
  createRealTimeClock,
  FaultInjector,
  startApiServer,
} from '@orrery/cluster-simulator';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import { parseKubeconfig } from '../sources/parseKubeconfig';

/** A simulated cluster without controllers: what is written to its store is all that happens. */
export async function startSimulatedCluster(name: string) {
  const clock = createRealTimeClock();
  const store = createClusterStore({ clock });
  const faults = new FaultInjector();
  const server = await startApiServer({
    name,
    store,
    faults,
    metrics: {
      nodeUsage: () => undefined,
      podUsage: () => undefined,
      volumeUsage: () => undefined,
    },
    logs: {
      async *readLog() {
        yield { timeMs: clock.nowMs(), text: 'hello' };
      },
    },
    bookmarkIntervalMs: 50,
  });
  const { entries } = parseKubeconfig(server.kubeconfig, { file: name });
  const entryOf = (context: string): ClusterEntry => {
    const entry = entries.find(candidate => candidate.name === context);
    if (entry === undefined) throw new Error(`no context ${context}`);
    return entry;
  };
  return {
    store,
    faults,
    kubeconfig: server.kubeconfig,
    /** Client certificate in `system:masters`. */
    admin: entryOf(name),
    /** Token that may read. */
    viewer: entryOf(`${name}-viewer`),
    async close() {
      await server.close();
      clock.dispose();
    },
  };
}

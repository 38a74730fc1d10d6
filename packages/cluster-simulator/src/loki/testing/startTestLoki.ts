import {
  createManualClock,
  type ManualClock,
} from '../../clock/createManualClock';
import {
  createTypedStore,
  type TypedStore,
} from '../../controllers/TypedStore';
import { CLUSTERS } from '../../fleet/ClusterBlueprint';
import { seedCluster } from '../../fleet/seedCluster';
import { createRandom } from '../../random/createRandom';
import { createClusterStore } from '../../store/createClusterStore';
import {
  createLivingTelemetry,
  type LivingTelemetry,
} from '../../telemetry/createLivingTelemetry';
import { startLokiServer } from '../startLokiServer';

export interface TestLoki {
  readonly url: string;
  readonly clock: ManualClock;
  readonly store: TypedStore;
  readonly living: LivingTelemetry;
  /** Asks an endpoint of `/loki/api/v1/`. */
  ask(
    path: string,
    parameters?: Readonly<Record<string, string>>,
    init?: RequestInit,
  ): Promise<Response>;
  stop(): Promise<void>;
}

/** The seeded cluster `edge` with its logs over real HTTP, in time that a test moves. */
export async function startTestLoki(): Promise<TestLoki> {
  const edge = CLUSTERS.filter(({ name }) => name === 'edge')[0];
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  seedCluster({
    store: raw,
    cluster: edge,
    seed: 1,
    extraPods: 0,
    rootCertificate: 'certificate',
  });
  const store = createTypedStore(raw);
  const living = createLivingTelemetry({
    ...{ store, clock, seed: 1, cluster: edge.name, region: edge.region },
    ...edge.telemetry,
  });
  const server = await startLokiServer({
    telemetry: living.now,
    clock,
    cluster: edge.name,
    onUnexpected: error => {
      throw error;
    },
  });
  return {
    ...{ url: server.url, clock, store, living },
    ask: (path, parameters = {}, init = {}) => {
      const query = new URLSearchParams(parameters);
      return fetch(`${server.url}/loki/api/v1/${path}?${query}`, init);
    },
    stop: async () => {
      living.dispose();
      await server.stop();
    },
  };
}

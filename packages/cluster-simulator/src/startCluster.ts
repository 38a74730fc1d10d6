import type { ClusterPort } from '@orrery/delivery-simulator';
import type { SimulationClock } from './clock/SimulationClock';
import { joinAfflictions } from './controllers/kubelet/joinAfflictions';
import { startControllers } from './controllers/startControllers';
import { createTypedStore } from './controllers/TypedStore';
import { createClusterPort } from './delivery/createClusterPort';
import type { Releases } from './delivery/createReleases';
import { seedDelivery } from './delivery/fleet/seedDelivery';
import { deliveryServices } from './fleet/deliveryServices';
import { FaultInjector } from './faults/FaultInjector';
import type { ClusterBlueprint } from './fleet/ClusterBlueprint';
import { createChurn } from './fleet/createChurn';
import { seedCluster } from './fleet/seedCluster';
import { ClusterNetwork } from './processes/ClusterNetwork';
import { createContainerCommands } from './processes/createContainerCommands';
import { createPodProcesses } from './processes/createPodProcesses';
import { measuringServerOf } from './processes/measuringServerOf';
import { withCommandLogs } from './processes/withCommandLogs';
import { ClusterIncidents } from './incidents/ClusterIncidents';
import { createIncidentActor } from './incidents/enact/createIncidentActor';
import { createPodAfflictions } from './incidents/enact/createPodAfflictions';
import { startObservability, type Observability } from './startObservability';
import type { PrometheusView } from './prometheus/startPrometheusServer';
import { createRandom } from './random/createRandom';
import { builtInResources } from './resources/builtInResources';
import { ResourceRegistry } from './resources/ResourceRegistry';
import { startApiServer, type ApiServer } from './server/startApiServer';
import type { ClusterStore } from './store/ClusterStore';
import { createClusterStore } from './store/createClusterStore';
import { createUpgradeHandlers } from './streaming/createUpgradeHandlers';
import { createLivingTelemetry } from './telemetry/createLivingTelemetry';
import { createLogSource } from './telemetry/createLogSource';
import { createMetricsSource } from './telemetry/createMetricsSource';
import { createClusterCertificates } from './tls/createClusterCertificates';

export interface SimulatedCluster {
  readonly name: string;
  readonly url: string;
  readonly kubeconfig: string;
  /** Answers as a Prometheus that scrapes the cluster, and can itself be scraped. */
  readonly prometheusUrl: string;
  /** Answers as the Alertmanager that this Prometheus sends its alerts to. */
  readonly alertmanagerUrl: string;
  /** Answers as a Loki that an agent in the cluster feeds. */
  readonly lokiUrl: string;
  readonly store: ClusterStore;
  readonly faults: FaultInjector;
  readonly incidents: ClusterIncidents;
}

export interface ClusterOptions {
  readonly clock: SimulationClock;
  readonly seed: number;
  /** 0 chooses a free one. */
  readonly port: number;
  /** Pods beyond those of the shop. */
  readonly extraPods: number;
  /** No rollouts and restarts by themselves. */
  readonly quiet: boolean;
  /** With the controllers of the tools that deliver to it. */
  readonly hasDelivery: boolean;
  /** How services are released. */
  readonly releases: Releases;
  /** Told of a controller or handler that failed; it is retried. */
  readonly onError: (error: unknown, subject: string) => void;
}

/** A cluster that runs, and what only the rest of the fleet may use of it. */
export interface RunningCluster {
  readonly cluster: SimulatedCluster;
  readonly blueprint: ClusterBlueprint;
  /** The cluster as controllers inside of it see it. */
  readonly port: ClusterPort;
  readonly prometheus: PrometheusView;
  stop(): Promise<void>;
}

/** Starts one simulated cluster: its seeded objects, API server, controllers, telemetry and daily life. */
export async function startCluster(
  blueprint: ClusterBlueprint,
  options: ClusterOptions,
): Promise<RunningCluster> {
  const { clock, seed, quiet, onError } = options;
  const { name } = blueprint;
  const store = createClusterStore({
    clock,
    random: createRandom(`${seed}/${name}/store`),
  });
  const tls = createClusterCertificates(name);
  seedCluster({
    store,
    cluster: blueprint,
    seed,
    extraPods: options.extraPods,
    rootCertificate: tls.caPem,
    ...(options.hasDelivery && {
      moreServices: deliveryServices(blueprint.delivery),
      seedMore: context => seedDelivery(context, blueprint.delivery),
    }),
  });
  const typed = createTypedStore(store);
  const faults = new FaultInjector();
  const registry = new ResourceRegistry(builtInResources());
  const living = createLivingTelemetry({
    store: typed,
    clock,
    seed,
    cluster: name,
    region: blueprint.region,
    ...blueprint.telemetry,
  });
  const telemetry = living.now;
  const metrics = createMetricsSource({ store: typed, clock, telemetry });
  const inside = {
    store: typed,
    clock,
    metrics,
    network: new ClusterNetwork(typed),
  };
  const commands = createContainerCommands(inside);
  const logs = withCommandLogs(
    createLogSource({ store: typed, clock, telemetry }),
    commands,
    clock,
  );
  const known: { urls?: Observability['urls'] } = {};
  const processes = createPodProcesses({
    ...inside,
    logs,
    commands,
    serverOf: (pod, container) => measuringServerOf(pod, container, known.urls),
  });
  const server: ApiServer = await startApiServer({
    store,
    name,
    port: options.port,
    faults,
    registry,
    tls,
    metrics,
    logs,
    upgrades: createUpgradeHandlers(processes, error =>
      onError(error, `streams of ${name}`),
    ),
    tokens: new Map([
      [
        `jane-${seed}`,
        {
          username: 'jane',
          groups: ['shop-developers', 'system:authenticated'],
        },
      ],
    ]),
    onUnexpected: error => onError(error, `API server of ${name}`),
  });
  const observability = await startObservability({
    name,
    clock,
    telemetry,
    onError,
  });
  known.urls = observability.urls;
  const random = createRandom(`${seed}/${name}/controllers`);
  const reportError = (error: unknown, subject: string) =>
    onError(error, `${name}: ${subject}`);
  const afflictions = createPodAfflictions();
  const controllers = startControllers({
    store,
    admission: server.context.admission,
    autoscaling: { registry, usageOf: pod => metrics.podUsage(pod) },
    random,
    reportError,
    rootCertificate: tls.caPem,
    afflictions: joinAfflictions([afflictions, commands]),
    namespacedResources: () =>
      new Set(
        registry
          .all()
          .filter(each => each.namespaced && each.virtual === undefined)
          .map(each => each.storage),
      ),
  });
  const actor = createIncidentActor({
    store: typed,
    clock,
    telemetry: living,
    afflictions,
    reportError,
  });
  const churn = quiet
    ? undefined
    : createChurn(
        { store: typed, clock, random, reportError },
        (deployment, image) =>
          options.releases.release(name, deployment, image),
      );
  return {
    blueprint,
    prometheus: observability.prometheus,
    port: createClusterPort({
      context: server.context,
      serverUrl: server.url,
      random: createRandom(`${seed}/${name}/delivery`),
      onUnexpected: error => reportError(error, 'delivery'),
    }),
    cluster: {
      name,
      url: server.url,
      kubeconfig: server.kubeconfig,
      ...observability.urls,
      store,
      faults,
      incidents: new ClusterIncidents(living, () => clock.nowMs(), actor),
    },
    stop: async () => {
      churn?.dispose();
      actor.dispose();
      controllers.dispose();
      commands.dispose();
      living.dispose();
      await observability.stop();
      await server.close();
    },
  };
}

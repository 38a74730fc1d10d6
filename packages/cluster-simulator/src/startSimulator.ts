import { parse, stringify } from 'yaml';
import type { SimulationClock } from './clock/SimulationClock';
import { createRealTimeClock } from './clock/createRealTimeClock';
import { createControlServer } from './control/createControlServer';
import { startControllers } from './controllers/startControllers';
import { createTypedStore } from './controllers/TypedStore';
import { FaultInjector } from './faults/FaultInjector';
import { CLUSTERS, type ClusterBlueprint } from './fleet/ClusterBlueprint';
import { createChurn } from './fleet/createChurn';
import { seedCluster } from './fleet/seedCluster';
import { ClusterNetwork } from './processes/ClusterNetwork';
import { createPodProcesses } from './processes/createPodProcesses';
import { ClusterIncidents } from './incidents/ClusterIncidents';
import { startPrometheusServer } from './prometheus/startPrometheusServer';
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

export interface SimulatorOptions {
  /** The same seed gives the same fleet. */
  readonly seed?: number;
  /** Names out of `prod-eu`, `prod-us`, `edge`; all when missing. */
  readonly clusters?: readonly string[];
  /** Pods altogether; at least those of the shop, whatever is asked for. */
  readonly pods?: number;
  /** One port a cluster, in order; free ones where missing. */
  readonly ports?: readonly number[];
  readonly controlPort?: number;
  /** No rollouts and restarts by themselves. */
  readonly quiet?: boolean;
  /** Real time when missing. */
  readonly clock?: SimulationClock;
  /** Told of a controller or handler that failed; it is retried. */
  readonly onError?: (error: unknown, subject: string) => void;
}

export interface SimulatedCluster {
  readonly name: string;
  readonly url: string;
  readonly kubeconfig: string;
  /** Answers as a Prometheus that scrapes the cluster, and can itself be scraped. */
  readonly prometheusUrl: string;
  readonly store: ClusterStore;
  readonly faults: FaultInjector;
  readonly incidents: ClusterIncidents;
}

export interface Simulator {
  readonly clusters: readonly SimulatedCluster[];
  /** All clusters in one file: a context per cluster, and `<cluster>-viewer`. */
  readonly kubeconfig: string;
  readonly control: { readonly url: string };
  /** Ends every server, connection and timer. */
  stop(): Promise<void>;
}

/** Pods that the shop has by itself, roughly; more are added by tenants. */
const SHOP_PODS = 1_158;

/** Starts a fleet of simulated clusters, each with its own HTTPS API server on the loopback interface. */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const blueprints = blueprintsOf(options.clusters);
  const ownClock = options.clock ? undefined : createRealTimeClock();
  const clock = options.clock ?? ownClock;
  if (!clock) throw new Error('no clock');
  const undo: (() => void | Promise<void>)[] = [];
  if (ownClock) undo.push(() => ownClock.dispose());

  async function stop(): Promise<void> {
    for (const each of undo.splice(0).reverse()) await each();
  }

  try {
    const clusters: SimulatedCluster[] = [];
    for (const [index, blueprint] of blueprints.entries()) {
      const cluster = await startCluster(blueprint, {
        ...options,
        clock,
        port: options.ports?.[index] ?? 0,
        extraPods: extraPodsOf(options.pods, blueprints.length),
      });
      undo.push(cluster.stop);
      clusters.push(cluster.cluster);
    }
    const kubeconfig = mergeKubeconfigs(clusters.map(each => each.kubeconfig));
    const control = await createControlServer({
      clusters,
      kubeconfig,
      port: options.controlPort ?? 0,
    });
    undo.push(control.stop);
    return { clusters, kubeconfig, control: { url: control.url }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startCluster(
  blueprint: ClusterBlueprint,
  options: SimulatorOptions & {
    readonly clock: SimulationClock;
    readonly port: number;
    readonly extraPods: number;
  },
): Promise<{ cluster: SimulatedCluster; stop: () => Promise<void> }> {
  const { clock, seed = 1, quiet = false, onError = () => {} } = options;
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
  const logs = createLogSource({ store: typed, clock, telemetry });
  const processes = createPodProcesses({
    store: typed,
    clock,
    metrics,
    logs,
    network: new ClusterNetwork(typed),
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
  const prometheus = await startPrometheusServer({
    telemetry,
    nowMs: () => clock.nowMs(),
    onUnexpected: error => onError(error, `Prometheus of ${name}`),
  });
  const random = createRandom(`${seed}/${name}/controllers`);
  const reportError = (error: unknown, subject: string) =>
    onError(error, `${name}: ${subject}`);
  const controllers = startControllers({
    store,
    admission: server.context.admission,
    random,
    reportError,
    rootCertificate: tls.caPem,
    namespacedResources: () =>
      new Set(
        registry
          .all()
          .filter(each => each.namespaced && each.virtual === undefined)
          .map(each => each.storage),
      ),
  });
  const churn = quiet
    ? undefined
    : createChurn({ store: typed, clock, random, reportError });
  return {
    cluster: {
      name,
      url: server.url,
      kubeconfig: server.kubeconfig,
      prometheusUrl: prometheus.url,
      store,
      faults,
      incidents: new ClusterIncidents(living, () => clock.nowMs()),
    },
    stop: async () => {
      churn?.dispose();
      controllers.dispose();
      living.dispose();
      await prometheus.stop();
      await server.close();
    },
  };
}

function blueprintsOf(
  names: readonly string[] | undefined,
): readonly ClusterBlueprint[] {
  if (!names) return CLUSTERS;
  return names.map(name => {
    const found = CLUSTERS.find(each => each.name === name);
    if (!found) {
      throw new RangeError(
        `clusters are ${CLUSTERS.map(each => each.name).join(
          ', ',
        )}, got ${name}`,
      );
    }
    return found;
  });
}

function extraPodsOf(pods: number | undefined, clusters: number): number {
  const wanted = ((pods ?? 0) - SHOP_PODS) / clusters;
  // Their nodes bring agents of their own: four pods for each seventy.
  return Math.max(0, Math.round(wanted / (1 + 4 / 70)));
}

interface Kubeconfig {
  readonly clusters: readonly unknown[];
  readonly users: readonly unknown[];
  readonly contexts: readonly unknown[];
  readonly 'current-context': string;
}

function mergeKubeconfigs(texts: readonly string[]): string {
  const all = texts.map(parseKubeconfig);
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: all.flatMap(each => each.clusters),
    users: all.flatMap(each => each.users),
    contexts: all.flatMap(each => each.contexts),
    'current-context': all[0]['current-context'],
  });
}

function parseKubeconfig(text: string): Kubeconfig {
  return parse(text) as Kubeconfig;
}

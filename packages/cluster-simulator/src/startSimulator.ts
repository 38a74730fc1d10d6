import { parse, stringify } from 'yaml';
import type { SimulationClock } from './clock/SimulationClock';
import { createRealTimeClock } from './clock/createRealTimeClock';
import { createReleases } from './delivery/createReleases';
import { createTypedStore } from './controllers/TypedStore';
import { createMetricQuery } from './delivery/createMetricQuery';
import { type Delivery, startDelivery } from './delivery/startDelivery';
import { createControlServer } from './control/createControlServer';
import { CLUSTERS, type ClusterBlueprint } from './fleet/ClusterBlueprint';
import { createIncidentSchedule } from './incidents/schedule/createIncidentSchedule';
import type { PlannedIncident } from './incidents/schedule/PlannedIncident';
import { plannableClusterOf } from './incidents/schedule/plannableClusterOf';
import { planIncidents } from './incidents/schedule/planIncidents';
import { startFederatedPrometheus } from './prometheus/startFederatedPrometheus';
import { createRandom } from './random/createRandom';
import {
  type RunningCluster,
  type SimulatedCluster,
  startCluster,
} from './startCluster';

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
  /** With Argo CD, Rollouts, Flux and Crossplane over a git repository. Needs a git binary. Default: false. */
  readonly delivery?: boolean;
  /** What goes wrong by itself: the usual, or a plan. Default: nothing. */
  readonly incidents?: 'usual' | readonly PlannedIncident[];
  /** How many times faster than real time the fleet lives. Default: 1. */
  readonly speed?: number;
  /** Real time at that speed when missing. */
  readonly clock?: SimulationClock;
  /** Told of a controller or handler that failed; it is retried. */
  readonly onError?: (error: unknown, subject: string) => void;
}

export interface Simulator {
  readonly clusters: readonly SimulatedCluster[];
  /** All clusters in one file: a context per cluster, and `<cluster>-viewer`. */
  readonly kubeconfig: string;
  readonly control: { readonly url: string };
  /** Answers as one Prometheus over all clusters, by the label `cluster`. */
  readonly federatedPrometheusUrl: string;
  /** Where the fleet is delivered from, with `delivery`. */
  readonly delivery: Omit<Delivery, 'stop'> | undefined;
  /** Ends every server, connection and timer. */
  stop(): Promise<void>;
}

/** A cluster that is asked for is there while one watches. */
const CLOUD_SPEED = 4;
/** Pods that the shop has by itself, roughly; more are added by tenants. */
const SHOP_PODS = 1_158;

/** Starts a fleet of simulated clusters, each with its own HTTPS API server on the loopback interface. */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const { seed = 1, onError = () => {} } = options;
  const blueprints = blueprintsOf(options.clusters);
  const releases = createReleases(onError);
  const ownClock = options.clock
    ? undefined
    : createRealTimeClock({ speed: options.speed });
  const clock = options.clock ?? ownClock;
  if (!clock) throw new Error('no clock');
  const nowMs = () => clock.nowMs();
  const undo: (() => void | Promise<void>)[] = [];
  if (ownClock) undo.push(() => ownClock.dispose());

  async function stop(): Promise<void> {
    for (const each of undo.splice(0).reverse()) await each();
  }

  try {
    const running: RunningCluster[] = [];
    for (const [index, blueprint] of blueprints.entries()) {
      const cluster = await startCluster(blueprint, {
        clock,
        seed,
        quiet: options.quiet ?? false,
        hasDelivery: options.delivery ?? false,
        port: options.ports?.[index] ?? 0,
        extraPods: extraPodsOf(options.pods, blueprints.length),
        releases,
        onError,
      });
      undo.push(cluster.stop);
      running.push(cluster);
    }
    const clusters = running.map(({ cluster }) => cluster);
    const delivery = options.delivery
      ? await startDelivery({
          clusters: running.map(({ cluster, blueprint, port, prometheus }) => ({
            name: cluster.name,
            store: cluster.store,
            port,
            tools: blueprint.delivery,
            query: createMetricQuery(prometheus.rules.source, nowMs),
          })),
          nowMs,
          cloudSpeed: CLOUD_SPEED,
          releases,
          reportError: onError,
        })
      : undefined;
    if (delivery) undo.push(() => delivery.stop());
    const federation = await startFederatedPrometheus({
      clusters: new Map(
        running.map(({ cluster, prometheus }) => [cluster.name, prometheus]),
      ),
      alertmanagerUrls: () => clusters.map(each => each.alertmanagerUrl),
      nowMs,
      onUnexpected: error => onError(error, 'federated Prometheus'),
    });
    undo.push(federation.stop);
    const schedule = createIncidentSchedule({
      plan: planOf(options.incidents, clusters, seed),
      clusters,
      clock,
      reportError: onError,
    });
    undo.push(() => schedule.dispose());
    const kubeconfig = mergeKubeconfigs(clusters.map(each => each.kubeconfig));
    const control = await createControlServer({
      clusters,
      kubeconfig,
      endpoints: {
        prometheus: federation.url,
        ...(delivery && {
          git: delivery.repositoryUrl,
          charts: delivery.chartsUrl,
          registry: delivery.registryUrl,
        }),
      },
      schedule,
      port: options.controlPort ?? 0,
    });
    undo.push(control.stop);
    return {
      clusters,
      kubeconfig,
      control: { url: control.url },
      federatedPrometheusUrl: federation.url,
      delivery,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function planOf(
  wanted: SimulatorOptions['incidents'] = [],
  clusters: readonly SimulatedCluster[],
  seed: number,
): readonly PlannedIncident[] {
  if (wanted !== 'usual') return wanted;
  return planIncidents({
    clusters: clusters.map(({ name, store }) =>
      plannableClusterOf(name, createTypedStore(store)),
    ),
    random: createRandom(`${seed}/incidents`),
  });
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

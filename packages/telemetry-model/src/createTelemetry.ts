import { CADVISOR_FAMILIES } from './exporters/cadvisorFamilies';
import type { Family } from './exporters/defineFamilies';
import { ENVOY_FAMILIES } from './exporters/envoyFamilies';
import { HUBBLE_FAMILIES } from './exporters/hubbleFamilies';
import { ISTIO_FAMILIES } from './exporters/istioFamilies';
import { KUBELET_FAMILIES, UP_FAMILY } from './exporters/kubeletFamilies';
import {
  KUBE_STATE_CLUSTER_FAMILIES,
  STATED_AUTOSCALER_SAMPLES,
} from './exporters/kubeStateClusterFamilies';
import { KUBE_STATE_POD_FAMILIES } from './exporters/kubeStatePodFamilies';
import { KUBE_STATE_WORKLOAD_FAMILIES } from './exporters/kubeStateWorkloadFamilies';
import { LINKERD_FAMILIES } from './exporters/linkerdFamilies';
import { NODE_EXPORTER_FAMILIES } from './exporters/nodeExporterFamilies';
import { PLATFORM_FAMILIES } from './exporters/platformFamilies';
import { SERVICE_GRAPH_FAMILIES } from './exporters/serviceGraphFamilies';
import { STATEMENT_FAMILIES } from './exporters/statementFamilies';
import { groundTruthOf, type GroundTruth } from './incident/groundTruthOf';
import type { ContainerLog } from './logs/createContainerLog';
import { createLogOf } from './logs/createLogOf';
import {
  createSolvedTraffic,
  type SolvedTraffic,
} from './series/createSolvedTraffic';
import { createTelemetryContext } from './series/createTelemetryContext';
import type { TelemetryContext } from './series/TelemetryContext';
import {
  sampleNamesOf,
  type Labels,
  type MetricFamily,
  type Series,
} from './series/Series';
import type { ContainerMeter } from './usage/createContainerMeter';
import type { Traffic } from './traffic/createTraffic';
import { isRestated } from './world/isRestated';
import type { TelemetryWorld } from './world/TelemetryWorld';
import type { WorldPod } from './world/WorldPod';

/** What a container or a node uses. */
export interface Usage {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** A service at a moment. */
export interface ServiceState {
  readonly requestsPerSecond: number;
  readonly errorRatio: number;
  readonly latencyMs: number;
  /** Offered load over capacity. */
  readonly utilization: number;
}

/**
 * Everything that agents would have measured in a world. Each answer is a function of world, seed and time alone:
 * the order and range of questions do not matter, and nothing is kept per sample.
 */
export interface Telemetry {
  /** Every family that can exist, by name, without making its series. */
  families(): readonly MetricFamily[];
  /** Sample names of the families that have series in this world, sorted. */
  metricNames(): readonly string[];
  /** The series of a sample name (of a histogram: `…_bucket`, `…_sum`, `…_count`) whose labels match; made once per name. */
  series(
    sampleName: string,
    matches?: (labels: Labels) => boolean,
  ): readonly Series[];
  /** Mean use over the fifteen seconds before; undefined while the container does not run or its node is silent. */
  containerUsage(
    podUid: string,
    container: string,
    timeMs: number,
  ): Usage | undefined;
  /** The containers of a node and its system daemons; undefined while the node is silent. */
  nodeUsage(node: string, timeMs: number): Usage | undefined;
  /** The log of a container (init containers too) over all its runs; undefined when unknown. */
  containerLog(podUid: string, container: string): ContainerLog | undefined;
  /** A service by its key, `namespace/name`; undefined when unknown. */
  serviceState(service: string, timeMs: number): ServiceState | undefined;
  /** The namespaces that have a service or a claim of that name, sorted. */
  namespacesOf(kind: 'Service' | 'Volume', name: string): readonly string[];
  /** What a diagnosis ought to find, for each incident of the world. */
  groundTruths(): readonly GroundTruth[];
  /** Pods as the incidents of the world left them. */
  readonly pods: readonly WorldPod[];
  readonly traffic: Traffic;
  /**
   * The same model of a changed world; the solved traffic is used again when services and incidents are the same arrays,
   * and so are the series when nothing but the statements is another object.
   */
  withWorld(world: TelemetryWorld): Telemetry;
}

/** How the model is made. */
export interface TelemetryOptions {
  /** The same seed gives the same noise. */
  readonly seed: number;
}

const FAMILIES: readonly Family[] = [
  UP_FAMILY,
  ...KUBE_STATE_POD_FAMILIES,
  ...KUBE_STATE_WORKLOAD_FAMILIES,
  ...KUBE_STATE_CLUSTER_FAMILIES,
  ...CADVISOR_FAMILIES,
  ...NODE_EXPORTER_FAMILIES,
  ...KUBELET_FAMILIES,
  ...ISTIO_FAMILIES,
  ...LINKERD_FAMILIES,
  ...HUBBLE_FAMILIES,
  ...SERVICE_GRAPH_FAMILIES,
  ...ENVOY_FAMILIES,
  ...PLATFORM_FAMILIES,
  ...STATEMENT_FAMILIES,
];

const FAMILY_OF_SAMPLE: ReadonlyMap<string, Family> = new Map(
  FAMILIES.flatMap(family => sampleNamesOf(family).map(name => [name, family])),
);

/** Samples that follow from what the world states of objects. */
const STATED: ReadonlySet<string> = new Set([
  ...STATEMENT_FAMILIES.flatMap(sampleNamesOf),
  ...STATED_AUTOSCALER_SAMPLES,
]);

/** The window over which use is averaged, as metrics-server does. */
const USAGE_WINDOW_MS = 15_000;

/**
 * The telemetry of a world. Throws TelemetryError when calls or incidents name what the world does not have. Costs
 * O(pods + services) now; series, traffic and curves are made when first asked for.
 */
export function createTelemetry(
  world: TelemetryWorld,
  options: TelemetryOptions,
): Telemetry {
  return telemetryOf(world, options, createSolvedTraffic(world, options.seed));
}

/** What was made for a world that differs in its statements alone. */
interface MadeBefore {
  readonly context: TelemetryContext;
  readonly made: ReadonlyMap<string, readonly Series[]>;
}

function telemetryOf(
  world: TelemetryWorld,
  options: TelemetryOptions,
  solved: SolvedTraffic,
  reused?: MadeBefore,
): Telemetry {
  const context: TelemetryContext = reused
    ? {
        ...reused.context,
        world: { ...reused.context.world, statements: world.statements },
      }
    : createTelemetryContext(world, options.seed, solved);
  const made = new Map(
    [...(reused?.made ?? [])].filter(([name]) => !STATED.has(name)),
  );

  function meterOf(
    podUid: string,
    container: string,
  ): ContainerMeter | undefined {
    const pod = context.podOf(podUid);
    return (
      pod &&
      context.metersOf(pod).find(meter => meter.container.name === container)
    );
  }

  function seriesOf(sampleName: string): readonly Series[] {
    const known = made.get(sampleName);
    if (known) return known;
    const series =
      FAMILY_OF_SAMPLE.get(sampleName)?.series(context, sampleName) ?? [];
    made.set(sampleName, series);
    return series;
  }

  return {
    families: () =>
      FAMILIES.map(({ name, help, type }) => ({ name, help, type })),
    metricNames: () =>
      [...FAMILY_OF_SAMPLE.keys()]
        .filter(name => seriesOf(name).length > 0)
        .sort(),
    series: (sampleName, matches) => {
      const all = seriesOf(sampleName);
      return matches ? all.filter(each => matches(each.labels)) : all;
    },
    containerUsage: (podUid, container, timeMs) => {
      const meter = meterOf(podUid, container);
      const run = meter?.runAt(timeMs);
      if (
        !meter ||
        !run ||
        context.nodeOf(meter.pod.node)?.isUp(timeMs) === false
      ) {
        return undefined;
      }
      meter.reach(timeMs);
      const fromMs = Math.max(run.fromMs, timeMs - USAGE_WINDOW_MS);
      const seconds = (timeMs - fromMs) / 1_000;
      const used =
        meter.cpuSeconds(run, timeMs) - meter.cpuSeconds(run, fromMs);
      return {
        cpuCores: seconds > 0 ? used / seconds : 0,
        memoryBytes: meter.memoryBytes(run, timeMs),
      };
    },
    nodeUsage: (name, timeMs) => {
      const meter = context.nodeOf(name);
      if (!meter || !meter.isUp(timeMs)) return undefined;
      const times = Float64Array.of(timeMs - USAGE_WINDOW_MS, timeMs);
      const [before, now] = meter.busySeconds(times);
      return {
        cpuCores: (now - before) / (USAGE_WINDOW_MS / 1_000),
        memoryBytes: meter.memoryBytes(times)[1],
      };
    },
    containerLog: (podUid, name) => {
      const pod = context.podOf(podUid);
      const container = [
        ...(pod?.containers ?? []),
        ...(pod?.initContainers ?? []),
      ].find(each => each.name === name);
      return pod && container && createLogOf(pod, container, context);
    },
    serviceState: (service, timeMs) => {
      const position = context.traffic.graph.positionOf(service);
      if (position < 0) return undefined;
      const { serviceAt } = context.traffic;
      return {
        requestsPerSecond: serviceAt(position, 'load', timeMs),
        errorRatio: serviceAt(position, 'errors', timeMs),
        latencyMs: serviceAt(position, 'latencyMs', timeMs),
        utilization: serviceAt(position, 'utilization', timeMs),
      };
    },
    namespacesOf: (kind, name) => {
      const found =
        kind === 'Service'
          ? world.services.filter(each => each.name === name)
          : world.volumes.filter(each => each.claim === name);
      return found.map(({ namespace }) => namespace).sort();
    },
    groundTruths: () =>
      world.incidents.map(incident =>
        groundTruthOf(world, incident, options.seed),
      ),
    pods: context.world.pods,
    traffic: context.traffic,
    withWorld: next =>
      telemetryOf(
        next,
        options,
        next.services === world.services &&
          next.incidents === world.incidents &&
          next.startMs === world.startMs &&
          next.utcOffsetHours === world.utcOffsetHours
          ? solved
          : createSolvedTraffic(next, options.seed),
        isRestated(world, next) ? { context, made } : undefined,
      ),
  };
}

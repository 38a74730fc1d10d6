import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  createTelemetry,
  type Incident,
  type Span,
  type Telemetry,
  type TelemetryAgent,
  type TelemetryWorld,
  type WorldPod,
} from '@orrery/telemetry-model';
import type { SimulationClock } from '../clock/SimulationClock';
import type { Pod } from '../controllers/kinds/Pod';
import { isNodeReachable } from '../controllers/nodes/nodeState';
import type { TypedStore } from '../controllers/TypedStore';
import { createPodHistories, type PodPast } from './createPodHistories';
import { createWorkloadHistories } from './createWorkloadHistories';
import { formerPodsOf } from './formerPodsOf';
import { isMereReport } from './isMereReport';
import { createStatementHistories } from './statements/createStatementHistories';
import { tenantServiceOf } from './tenantServiceOf';
import { missedSinceMs, worldNodeOf } from './worldNodeOf';
import { worldObjectsOf } from './worldObjectsOf';
import { worldPodOf } from './worldPodOf';
import { worldServicesOf } from './worldServicesOf';

/** What is measured in a living cluster: the telemetry model over its pods, nodes and workloads as they come and go. */
export interface LivingTelemetry {
  /** The model of the cluster as it is now; the same object until something changes. */
  now(): Telemetry;
  /** Replaces the incidents of the cluster. Throws TelemetryError when one names what the cluster does not have. */
  setIncidents(incidents: readonly Incident[]): void;
  /** For what is brought about as if it had happened earlier. */
  readonly past: ClusterPast;
  /** Ends its subscriptions. */
  dispose(): void;
}

/** Corrects what was observed, of pods and of nodes. */
export interface ClusterPast extends PodPast {
  /** A node that was just cut off was silent since then. */
  silentSince(node: string, atMs: number): void;
  /** How a workload was changed since `observedSinceMs` is how it was changed then. */
  resizedAt(uid: string, atMs: number, observedSinceMs: number): void;
}

/** Where and how a cluster is measured. */
export interface LivingTelemetryOptions {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  readonly seed: number;
  readonly cluster?: string;
  readonly region?: string;
  /** Of the cluster's customers. */
  readonly utcOffsetHours?: number;
  /** Multiplies the requests from outside. */
  readonly trafficScale?: number;
  readonly agents?: readonly TelemetryAgent[];
}

/** As long as Prometheus keeps samples by default. */
const RETENTION_MS = 15 * 86_400_000;
const HOUR_MS = 3_600_000;
/** Workloads made later whose traffic is modelled; the pods of others work steadily. */
const MAX_LATER_SERVICES = 60;
/** Larger clusters do without an invented past. */
const MAX_PODS_WITH_PAST = 5_000;

/** Resources whose changes the model sees. */
const WATCHED = [
  'pods',
  'nodes',
  'namespaces',
  'persistentvolumeclaims',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'horizontalpodautoscalers.autoscaling',
] as const;

/** Kinds whose pods serve. */
const SERVING = [
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'rollouts.argoproj.io',
] as const;

/**
 * Follows a cluster and models its telemetry. What a pod's status forgets is remembered (see `createPodHistories`);
 * everything else is read from the store when somebody asks after a change. O(objects) per change that is asked about.
 */
export function createLivingTelemetry(
  options: LivingTelemetryOptions,
): LivingTelemetry {
  const { store, clock, seed } = options;
  const startMs =
    Math.floor((clock.nowMs() - RETENTION_MS) / HOUR_MS) * HOUR_MS;
  let services = worldServicesOf(store, options.trafficScale ?? 1);
  let laterServices = 0;
  const former =
    store.raw.count('pods') <= MAX_PODS_WITH_PAST
      ? formerPodsOf(store, startMs)
      : [];
  const histories = createPodHistories(store, clock);
  const silences = new Map<string, Span[]>();
  /** Nodes that are silent now. */
  const silentSince = new Map<string, number>();
  const worldPods = new WeakMap<Pod, WorldPod>();
  let incidents: readonly Incident[] = [];
  let telemetry: Telemetry | undefined;
  let isChanged = true;
  /** What the telemetry was made of. */
  let lastWorld: TelemetryWorld | undefined;

  const workloads = createWorkloadHistories(store, clock);
  const statements = createStatementHistories(store.raw, clock);
  let statedVersion = -1;
  const undo = WATCHED.map(resource =>
    store.raw.subscribe(change => {
      if (!isMereReport(change)) isChanged = true;
    }, resource),
  );
  undo.push(
    ...SERVING.map(resource =>
      store.raw.subscribe(({ kind, object }) => {
        if (kind === 'added') meet(object);
      }, resource),
    ),
  );

  /** A workload that was made after the start serves from now on. */
  function meet(object: KubernetesObject): void {
    const { namespace = 'default', name } = object.metadata;
    const isKnown = services.some(
      each => each.namespace === namespace && each.name === name,
    );
    if (isKnown || laterServices >= MAX_LATER_SERVICES) return;
    laterServices += 1;
    services = [...services, tenantServiceOf(object, clock.nowMs())];
    isChanged = true;
  }
  undo.push(
    store.subscribe('nodes', ({ object, previous }) => {
      const { name } = object.metadata;
      if (!previous || isNodeReachable(previous) === isNodeReachable(object))
        return;
      if (!isNodeReachable(object)) {
        silentSince.set(name, clock.nowMs());
        return;
      }
      const fromMs = silentSince.get(name) ?? missedSinceMs(previous);
      silences.set(name, [
        ...(silences.get(name) ?? []),
        { fromMs, toMs: Math.max(fromMs + 1, clock.nowMs()) },
      ]);
      silentSince.delete(name);
    }),
  );

  function podOf(pod: Pod): WorldPod {
    const known = worldPods.get(pod);
    if (known) return known;
    const made = worldPodOf(pod, histories.of(pod));
    worldPods.set(pod, made);
    return made;
  }

  const gonePods = new WeakMap<Pod, WorldPod>();
  function goneOf(): readonly WorldPod[] {
    return histories.gone().map(({ pod, history, deletedAtMs }) => {
      const known = gonePods.get(pod) ?? worldPodOf(pod, history, deletedAtMs);
      gonePods.set(pod, known);
      return known;
    });
  }

  function world(): TelemetryWorld {
    return {
      cluster: options.cluster ?? 'cluster',
      region: options.region ?? '',
      startMs,
      utcOffsetHours: options.utcOffsetHours ?? 0,
      agents: options.agents ?? [],
      services,
      pods: [...former, ...goneOf(), ...store.list('pods').map(podOf)],
      nodes: store
        .list('nodes')
        .map(node =>
          worldNodeOf(
            node,
            silences.get(node.metadata.name) ?? [],
            silentSince.get(node.metadata.name),
          ),
        ),
      ...worldObjectsOf(store, workloads),
      statements: statements.all(),
      incidents,
    };
  }

  return {
    now: () => {
      const isRestated = statements.version() !== statedVersion;
      if (!telemetry || isChanged || isRestated) {
        // Everything else stays the same object when only statements were made.
        lastWorld =
          isChanged || !lastWorld
            ? world()
            : { ...lastWorld, statements: statements.all() };
        isChanged = false;
        statedVersion = statements.version();
        telemetry = telemetry
          ? telemetry.withWorld(lastWorld)
          : createTelemetry(lastWorld, { seed });
      }
      return telemetry;
    },
    setIncidents: next => {
      const before = incidents;
      incidents = next;
      try {
        const changed = world();
        telemetry = telemetry
          ? telemetry.withWorld(changed)
          : createTelemetry(changed, { seed });
        lastWorld = changed;
      } catch (error) {
        incidents = before;
        throw error;
      }
    },
    past: {
      goneAt: (uid, atMs) => {
        isChanged = true;
        histories.goneAt(uid, atMs);
      },
      ran: (uid, container, runs, waits) => {
        isChanged = true;
        histories.ran(uid, container, runs, waits);
      },
      wasReady: (uid, spans) => {
        isChanged = true;
        histories.wasReady(uid, spans);
      },
      resizedAt: (uid, atMs, observedSinceMs) => {
        isChanged = true;
        workloads.changedAt(uid, atMs, observedSinceMs);
      },
      silentSince: (node, atMs) => {
        isChanged = true;
        silentSince.set(node, atMs);
      },
    },
    dispose: () => {
      undo.forEach(each => each());
      histories.dispose();
      workloads.dispose();
      statements.dispose();
    },
  };
}

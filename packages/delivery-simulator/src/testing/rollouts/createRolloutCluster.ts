import {
  countAt,
  recordAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import {
  createMemoryCluster,
  type MemoryCluster,
} from '../createMemoryCluster';
import type { MetricQuery } from '../../rollouts/analysis/measure';
import { parseReplicaSet, type ReplicaSet } from '../../rollouts/ReplicaSet';
import { rolloutsObjects, startRollouts } from '../../rollouts/startRollouts';

const API = 'argoproj.io/v1alpha1';
const POD_START_MS = 5_000;

/** A cluster in memory with the controllers of Argo Rollouts and pods that get ready after five seconds. */
export interface RolloutCluster {
  readonly cluster: MemoryCluster;
  /** Lets seconds pass. */
  pass(seconds: number): Promise<void>;
  create(object: KubernetesObject): Promise<void>;
  /** A merge patch of a Rollout, `status` as its subresource. */
  patch(patch: JsonRecord, name?: string): Promise<void>;
  patchStatus(status: JsonRecord): Promise<void>;
  get(kind: string, name: string): KubernetesObject | undefined;
  status(): JsonRecord;
  /** `[revision, spec.replicas]` of every ReplicaSet, oldest revision first. */
  sizes(): readonly (readonly [number, number])[];
  replicaSets(): readonly ReplicaSet[];
  /** Reason and message of the events of the Rollout. */
  events(): readonly string[];
  /** Ends the controllers; throws what they reported. */
  dispose(): void;
}

export async function createRolloutCluster(
  query?: MetricQuery,
): Promise<RolloutCluster> {
  const cluster = createMemoryCluster();
  const errors: unknown[] = [];
  cluster.seed(...rolloutsObjects());
  const stopPods = simulatePods(cluster);
  const rollouts = startRollouts({
    cluster,
    query,
    reportError: error => errors.push(error),
  });
  await cluster.advance(0);
  const request = { manager: 'kubectl' };
  const ref = (name = 'web') => ({
    apiVersion: API,
    kind: 'Rollout',
    namespace: 'shop',
    name,
  });
  const get = (kind: string, name: string) =>
    cluster.get({
      apiVersion: kind === 'Service' ? 'v1' : API,
      kind,
      namespace: 'shop',
      name,
    });
  const replicaSets = () =>
    cluster
      .list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' })
      .map(parseReplicaSet)
      .sort((a, b) => a.revision - b.revision);
  return {
    cluster,
    pass: seconds => cluster.advance(seconds * 1_000),
    create: async object => {
      await cluster.create(object, request);
    },
    patch: async (patch, name) => {
      await cluster.mergePatch(ref(name), patch, request);
    },
    patchStatus: async status => {
      await cluster.mergePatch(
        ref(),
        { status },
        { ...request, subresource: 'status' },
      );
    },
    get,
    status: () => recordAt(get('Rollout', 'web'), 'status') ?? {},
    sizes: () => replicaSets().map(each => [each.revision, each.replicas]),
    replicaSets,
    events: () =>
      cluster.events
        .filter(each => each.regarding.kind === 'Rollout')
        .map(each => `${each.reason} ${each.message}`),
    dispose: () => {
      rollouts.dispose();
      stopPods();
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** A Rollout `shop/web` with three pods. */
export function rollout(
  strategy: JsonRecord,
  spec: JsonRecord = {},
): KubernetesObject {
  return {
    apiVersion: API,
    kind: 'Rollout',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: template('1'),
      strategy,
      ...spec,
    },
  };
}

export function template(tag: string): JsonRecord {
  return {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: `shop/web:${tag}` }] },
  };
}

export function service(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: 'web' } },
  };
}

/** Gives ReplicaSets their status; pods of images with `broken` in their tag never get available. */
function simulatePods(cluster: MemoryCluster): () => void {
  const settle = (name: string, namespace: string | undefined) => {
    const found = cluster.get({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      namespace,
      name,
    });
    if (!found) return;
    const replicas = countAt(found, 'spec', 'replicas') ?? 1;
    const isBroken = JSON.stringify(found.spec).includes(':broken');
    const ready = isBroken ? 0 : replicas;
    cluster.seed({
      ...found,
      status: { replicas, readyReplicas: ready, availableReplicas: ready },
    });
  };
  return cluster.subscribe(
    { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
    ({ kind, object, previous }) => {
      const isResized =
        countAt(object, 'spec', 'replicas') !==
        countAt(previous, 'spec', 'replicas');
      if (kind === 'deleted' || !isResized) return;
      const { name, namespace } = object.metadata;
      cluster.schedule(POD_START_MS, () => settle(name, namespace));
    },
  );
}

import {
  countAt,
  recordAt,
  recordsAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { LoadChart } from '../../manifests/ChartSource';
import {
  createMemoryCluster,
  type MemoryCluster,
} from '../createMemoryCluster';
import {
  createMemoryRepositories,
  type MemoryRepositories,
} from '../createMemoryRepositories';
import { fluxObjects, startFlux } from '../../flux/startFlux';
import { CHARTS_URL, GIT_URL } from './fluxBuilders';

const POD_START_MS = 5_000;
const request = { manager: 'kubectl' };

/** A cluster in memory with the controllers of Flux, a git repository, a chart repository, and workloads that get ready. */
export interface FluxCluster {
  readonly cluster: MemoryCluster;
  readonly git: MemoryRepositories;
  /** Charts by name and version. */
  readonly charts: Map<string, ReadonlyMap<string, string>>;
  pass(seconds: number): Promise<void>;
  create(...objects: readonly KubernetesObject[]): Promise<void>;
  patch(kind: string, name: string, patch: JsonRecord): Promise<void>;
  /** Sets `reconcile.fluxcd.io/requestedAt` and more annotations. */
  ask(kind: string, name: string, annotations?: JsonRecord): Promise<void>;
  get(kind: string, name: string): KubernetesObject | undefined;
  status(kind: string, name: string): JsonRecord;
  /** `True Succeeded stored artifact …` of a condition; undefined without it. */
  condition(kind: string, name: string, type?: string): string | undefined;
  /** Reason and message of the events of an object. */
  events(kind: string): readonly string[];
  /** Ends the controllers; throws what they reported. */
  dispose(): void;
}

const versions = new Map([
  ['Deployment', 'apps/v1'],
  ['Kustomization', 'kustomize.toolkit.fluxcd.io/v1'],
  ['HelmRelease', 'helm.toolkit.fluxcd.io/v2'],
  ['ConfigMap', 'v1'],
  ['Secret', 'v1'],
  ['Namespace', 'v1'],
  ['Job', 'batch/v1'],
]);

export async function createFluxCluster(): Promise<FluxCluster> {
  const cluster = createMemoryCluster();
  const git = createMemoryRepositories([GIT_URL], cluster.nowMs);
  const charts = new Map<string, ReadonlyMap<string, string>>();
  const errors: unknown[] = [];
  cluster.seed(...fluxObjects());
  const stopWorkloads = simulateWorkloads(cluster);
  const flux = startFlux({
    cluster,
    repositories: git,
    charts: {
      readIndex: async url => {
        if (url !== CHARTS_URL) throw new Error(`no such host: ${url}`);
        return [...charts.keys()].join('\n');
      },
      load: loadFrom(charts),
    },
    reportError: error => errors.push(error),
  });
  const ref = (kind: string, name: string) => ({
    apiVersion: versions.get(kind) ?? 'source.toolkit.fluxcd.io/v1',
    kind,
    ...(kind === 'Namespace' ? {} : { namespace: 'shop' }),
    name,
  });
  const get = (kind: string, name: string) => cluster.get(ref(kind, name));
  const status = (kind: string, name: string) =>
    recordAt(get(kind, name), 'status') ?? {};
  return {
    cluster,
    git,
    charts,
    pass: seconds => cluster.advance(seconds * 1_000),
    create: async (...objects) => {
      for (const object of objects) await cluster.create(object, request);
    },
    patch: async (kind, name, patch) => {
      await cluster.mergePatch(ref(kind, name), patch, request);
    },
    ask: async (kind, name, annotations = {}) => {
      const token = String(cluster.nowMs());
      await cluster.mergePatch(
        ref(kind, name),
        {
          metadata: {
            annotations: {
              'reconcile.fluxcd.io/requestedAt': token,
              ...annotations,
            },
          },
        },
        request,
      );
    },
    get,
    status,
    condition: (kind, name, type = 'Ready') => {
      const found = recordsAt(status(kind, name), 'conditions').find(
        each => each.type === type,
      );
      return found && `${found.status} ${found.reason} ${found.message}`;
    },
    events: kind =>
      cluster.events
        .filter(each => each.regarding.kind === kind)
        .map(each => `${each.reason} ${each.message}`),
    dispose: () => {
      flux.dispose();
      stopWorkloads();
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** A chart `web` with a Deployment whose image comes from the values. */
function loadFrom(
  charts: ReadonlyMap<string, ReadonlyMap<string, string>>,
): LoadChart {
  return async (url, name, range) => {
    const isKnown = url === CHARTS_URL || url === 'oci://charts.example.com';
    const fitting = [...charts.keys()]
      .filter(key => key.startsWith(`${name}@`))
      .map(key => key.slice(name.length + 1))
      .filter(version => range === '*' || range === version)
      .sort();
    const version = fitting[fitting.length - 1];
    const files = charts.get(`${name}@${version}`);
    if (!isKnown || !files) {
      throw new Error(
        `no '${name}' chart with version matching '${range}' found`,
      );
    }
    return { version, files };
  };
}

/** Deployments become available and Jobs complete after five seconds, except those with `broken` in them. */
function simulateWorkloads(cluster: MemoryCluster): () => void {
  const settle = (
    kind: 'Deployment' | 'Job',
    namespace: string | undefined,
    name: string,
  ) => {
    const found = cluster.get({
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind,
      namespace,
      name,
    });
    if (!found) return;
    const isBroken = JSON.stringify(found.spec).includes('broken');
    const replicas = countAt(found, 'spec', 'replicas') ?? 1;
    const ready = isBroken ? 0 : replicas;
    const status =
      kind === 'Job'
        ? {
            conditions: [
              { type: isBroken ? 'Failed' : 'Complete', status: 'True' },
            ],
          }
        : {
            observedGeneration: found.metadata.generation,
            replicas,
            updatedReplicas: replicas,
            readyReplicas: ready,
            availableReplicas: ready,
            conditions: [
              { type: 'Available', status: isBroken ? 'False' : 'True' },
            ],
          };
    cluster.seed({ ...found, status });
  };
  const subscribe = (kind: 'Deployment' | 'Job', apiVersion: string) =>
    cluster.subscribe({ apiVersion, kind }, ({ object, previous }) => {
      const { generation, namespace, name } = object.metadata;
      if (generation === previous?.metadata.generation) return;
      cluster.schedule(POD_START_MS, () => settle(kind, namespace, name));
    });
  const stops = [
    subscribe('Deployment', 'apps/v1'),
    subscribe('Job', 'batch/v1'),
  ];
  return () => stops.forEach(stop => stop());
}

/** The image of the first container of a Deployment. */

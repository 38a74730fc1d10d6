import { recordsAt, type KubernetesObject } from '@orrery/kubernetes-model';
import { createManualTimers } from '../createManualTimers';
import {
  createMemoryCluster,
  type MemoryCluster,
} from '../createMemoryCluster';
import {
  createMemoryRepositories,
  type MemoryRepositories,
} from '../createMemoryRepositories';
import type { FileChanges } from '../../git/GitRepositories';
import type { LoadedChart } from '../../manifests/ChartSource';
import { argoCdObjects } from '../../argocd/argoCdObjects';
import { APPLICATION } from '../../argocd/argoKinds';
import { startArgoCd, type ArgoCd } from '../../argocd/startArgoCd';

export const REPOSITORY = 'https://git.test/shop/deploy.git';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  Job: 'batch/v1',
};

/** An Argo CD over a memory cluster and memory repositories, with words to speak about Applications. */
export interface TestArgoCd {
  readonly cluster: MemoryCluster;
  readonly repositories: MemoryRepositories;
  readonly argoCd: ArgoCd;
  /** What any chart repository has, by name. */
  readonly charts: Map<string, LoadedChart>;
  /** Ends it; throws what it reported. */
  stop(): void;
  /** Creates an Application called `shop` of the folder `app`, with fields of its spec replaced. */
  seedApplication(
    spec?: Record<string, unknown>,
    metadata?: Record<string, unknown>,
  ): void;
  push(files: FileChanges): Promise<string>;
  application(name?: string): KubernetesObject;
  patch(patch: Record<string, unknown>, name?: string): Promise<void>;
  /** Gives an object of the namespace `shop` a condition that is true, as its controller would. */
  settle(kind: string, name: string, condition: string): Promise<void>;
  /** What became of each task of the last operation: `Sync Deployment/web Synced deployment.apps/web created`. */
  results(name?: string): readonly string[];
  /** Lets it work: seconds of virtual time. */
  pass(seconds?: number): Promise<void>;
  get(
    kind: string,
    name: string,
    namespace?: string,
  ): KubernetesObject | undefined;
}

/** Starts it with the objects of an installation, and the destination `test` being the control cluster itself. */
export function startTestArgoCd(
  more: readonly MemoryCluster[] = [],
): TestArgoCd {
  const timers =
    more[0]?.timers ?? createManualTimers(Date.UTC(2026, 2, 2, 10));
  const cluster = createMemoryCluster({
    name: 'test',
    serverUrl: 'https://test:6443',
    timers,
    hasNamespaces: true,
  });
  const repositories = createMemoryRepositories([REPOSITORY], timers.nowMs);
  cluster.seed(
    ...argoCdObjects({ clusters: [cluster], url: 'https://argocd.test' }),
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    },
  );
  const errors: unknown[] = [];
  const charts = new Map<string, LoadedChart>();
  const argoCd = startArgoCd({
    control: cluster,
    destinations: [cluster, ...more],
    repositories,
    loadChart: async (url, chart) => {
      const found = charts.get(chart);
      if (!found) throw new Error(`${chart} is not in ${url}`);
      return found;
    },
    reportError: error => errors.push(error),
  });
  const refOf = (name: string) => ({
    ...APPLICATION,
    namespace: 'argocd',
    name,
  });
  const application = (name = 'shop') => {
    const found = cluster.get(refOf(name));
    if (!found) throw new Error(`no application ${name}`);
    return found;
  };
  const get = (kind: string, name: string, namespace = 'shop') =>
    cluster.get({
      apiVersion: API_VERSIONS[kind] ?? 'v1',
      kind,
      namespace,
      name,
    });
  return {
    cluster,
    repositories,
    argoCd,
    charts,
    stop: () => {
      argoCd.dispose();
      if (errors.length > 0) throw errors[0];
    },
    seedApplication: (spec = {}, metadata = {}) =>
      cluster.seed({
        ...APPLICATION,
        metadata: { name: 'shop', namespace: 'argocd', ...metadata },
        spec: {
          project: 'default',
          source: { repoURL: REPOSITORY, path: 'app', targetRevision: 'HEAD' },
          destination: { server: 'https://test:6443', namespace: 'shop' },
          ...spec,
        },
      }),
    push: files => repositories.push(REPOSITORY, files),
    application,
    patch: async (patch, name = 'shop') => {
      await cluster.mergePatch(refOf(name), patch, { manager: 'person' });
    },
    pass: (seconds = 5) => cluster.advance(seconds * 1000),
    get,
    settle: async (kind, name, type) => {
      const found = get(kind, name);
      if (!found) throw new Error(`no ${name}`);
      const condition = { type, status: 'True', message: 'over' };
      await cluster.updateStatus(
        { ...found, status: { conditions: [condition] } },
        { manager: 'controller' },
      );
    },
    results: name =>
      recordsAt(
        application(name),
        'status',
        'operationState',
        'syncResult',
        'resources',
      ).map(
        each =>
          `${each.syncPhase} ${each.kind}/${each.name} ${each.status} ${each.message}`,
      ),
  };
}

/** A Deployment in YAML. */
export function deploymentYaml(
  name: string,
  image: string,
  replicas = 1,
): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image }] },
      },
    },
  });
}

/** A ConfigMap in YAML, with annotations. */
export function configMapYaml(
  name: string,
  data: Record<string, string> = {},
  annotations: Record<string, string> = {},
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, annotations },
    data,
  });
}

/** A Job that is a hook. */
export function hookYaml(name: string, type: string, policy?: string): string {
  return JSON.stringify({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      annotations: {
        'argocd.argoproj.io/hook': type,
        ...(policy ? { 'argocd.argoproj.io/hook-delete-policy': policy } : {}),
      },
    },
    spec: {
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'main', image: 'x' }],
        },
      },
    },
  });
}

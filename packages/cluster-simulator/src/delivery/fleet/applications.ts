import type { KubernetesObject } from '@orrery/kubernetes-model';
import { type DeliveredService, folderOf } from './serviceObjects';

const API_VERSION = 'argoproj.io/v1alpha1';
const ARGO_NAMESPACE = 'argocd';

/** Where an Application brings its objects. */
export interface Destination {
  readonly cluster: string;
  readonly server: string;
}

/** How the services of a namespace are synced. */
interface SyncHabit {
  readonly project: string;
  readonly isAutomated: boolean;
}

const HABITS: Readonly<Record<string, SyncHabit>> = {
  data: { project: 'data', isAutomated: false },
  payments: { project: 'payments', isAutomated: false },
  platform: { project: 'platform', isAutomated: true },
  search: { project: 'shop', isAutomated: true },
  shop: { project: 'shop', isAutomated: true },
};

/** Services whose hand edits Argo CD takes back. */
const SELF_HEALING: ReadonlySet<string> = new Set(['external-dns']);

/** Whether a commit is enough to change what runs in a namespace. */
export function isSyncedByItself(namespace: string): boolean {
  return HABITS[namespace]?.isAutomated ?? false;
}

/** `cart-prod-eu`. */
export function applicationName(
  cluster: string,
  { name }: Pick<DeliveredService, 'name'>,
): string {
  return `${name}-${cluster}`;
}

/** Projects: who may deliver what to where. Payments are synced by hand, and not at night. */
export function projects(
  repoURL: string,
  chartsURL: string,
  destinations: readonly Destination[],
): readonly KubernetesObject[] {
  const everywhere = (namespaces: readonly string[]) =>
    destinations.flatMap(({ server }) =>
      namespaces.map(namespace => ({ server, namespace })),
    );
  const project = (
    name: string,
    description: string,
    namespaces: readonly string[],
    more: object = {},
  ): KubernetesObject => ({
    apiVersion: API_VERSION,
    kind: 'AppProject',
    metadata: { name, namespace: ARGO_NAMESPACE },
    spec: {
      description,
      sourceRepos: [repoURL, chartsURL],
      destinations: everywhere(namespaces),
      ...more,
    },
  });
  return [
    project('shop', 'What customers see', ['shop', 'search']),
    project('platform', 'What everybody stands on', ['platform'], {
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    }),
    project('data', 'Stores and streams', ['data']),
    project('payments', 'Money', ['payments'], {
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 20 * * *',
          duration: '10h',
          applications: ['*'],
          manualSync: false,
          timeZone: 'Europe/Berlin',
        },
      ],
    }),
  ];
}

/** The Application of a service in a cluster. */
export function applicationOf(
  destination: Destination,
  service: DeliveredService,
  repoURL: string,
): KubernetesObject {
  const { namespace, name, team } = service;
  const habit = HABITS[namespace];
  return {
    apiVersion: API_VERSION,
    kind: 'Application',
    metadata: {
      name: applicationName(destination.cluster, service),
      namespace: ARGO_NAMESPACE,
      labels: {
        team,
        'app.kubernetes.io/part-of': namespace,
        cluster: destination.cluster,
      },
      // A commit to another folder is none of its business.
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: habit.project,
      source: {
        repoURL,
        targetRevision: 'main',
        path: folderOf(destination.cluster, service),
      },
      destination: { server: destination.server, namespace },
      syncPolicy: {
        ...(habit.isAutomated && {
          automated: { prune: true, selfHeal: SELF_HEALING.has(name) },
        }),
        syncOptions: ['ApplyOutOfSyncOnly=true'],
        retry: {
          limit: 3,
          backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
        },
      },
      revisionHistoryLimit: 10,
    },
  };
}

/** An environment for each branch that somebody looks at: a chart out of the chart repository, in a namespace of its own. */
export function previewApplications(
  { server }: Pick<Destination, 'server'>,
  chartsURL: string,
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name: 'storefront-previews', namespace: ARGO_NAMESPACE },
    spec: {
      generators: [
        { list: { elements: [{ branch: 'preview', version: '1.2.0' }] } },
      ],
      template: {
        metadata: {
          name: 'storefront-{{branch}}',
          labels: { team: 'storefront' },
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          project: 'default',
          source: {
            repoURL: chartsURL,
            chart: 'storefront',
            targetRevision: '{{version}}',
            helm: { releaseName: '{{branch}}' },
          },
          destination: { server, namespace: '{{branch}}' },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: ['CreateNamespace=true'],
          },
        },
      },
    },
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { APP_PROJECT, ARGO_NAMESPACE } from './argoKinds';
import { argoCdDefinitions } from './definitions/argoCdDefinitions';

/** A cluster that Argo CD knows. */
export interface KnownCluster {
  readonly name: string;
  readonly serverUrl: string;
}

/** A repository that Argo CD may read, without credentials. */
interface KnownRepository {
  readonly name: string;
  readonly type: 'git' | 'helm';
  readonly url: string;
}

/** What is in the control cluster of an Argo CD. */
export interface ArgoCdObjectsOptions {
  readonly clusters: readonly KnownCluster[];
  readonly repositories?: readonly KnownRepository[];
  /** Where people open it: `https://argocd.example.com`. */
  readonly url: string;
}

/**
 * The objects that an installed Argo CD consists of, in the order to create them: definitions, namespace, settings, the
 * default project and the secrets of itself, its clusters and its repositories. Workloads are not among them.
 */
export function argoCdObjects(
  options: ArgoCdObjectsOptions,
): readonly KubernetesObject[] {
  return [
    ...argoCdDefinitions,
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: ARGO_NAMESPACE },
    },
    settings('argocd-cm', {
      'admin.enabled': 'true',
      'application.resourceTrackingMethod': 'annotation',
      'timeout.reconciliation': '180s',
      url: options.url,
    }),
    settings('argocd-cmd-params-cm', {
      'controller.resource.health.persist': 'true',
      'controller.status.processors': '20',
    }),
    settings('argocd-rbac-cm', {
      'policy.csv':
        'p, role:deployer, applications, sync, */*, allow\ng, developers, role:deployer\n',
      'policy.default': 'role:readonly',
      scopes: '[groups]',
    }),
    settings('argocd-gpg-keys-cm'),
    settings('argocd-notifications-cm'),
    settings('argocd-ssh-known-hosts-cm', { ssh_known_hosts: '' }),
    settings('argocd-tls-certs-cm'),
    secret('argocd-secret', {
      'admin.passwordMtime': '2026-01-01T00:00:00Z',
      'server.secretkey': 'simulated',
    }),
    {
      ...APP_PROJECT,
      metadata: { name: 'default', namespace: ARGO_NAMESPACE },
      spec: {
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
        destinations: [{ namespace: '*', server: '*' }],
        sourceRepos: ['*'],
      },
    },
    ...options.clusters.map(clusterSecret),
    ...(options.repositories ?? []).map(repositorySecret),
  ];
}

function settings(
  name: string,
  data?: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: ARGO_NAMESPACE,
      labels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/part-of': 'argocd',
      },
    },
    ...(data ? { data } : {}),
  };
}

/** The token in it opens nothing. */
function clusterSecret({ name, serverUrl }: KnownCluster): KubernetesObject {
  return secret(
    `cluster-${name}`,
    {
      name,
      server: serverUrl,
      config: JSON.stringify({
        bearerToken: 'simulated',
        tlsClientConfig: { insecure: false },
      }),
    },
    {
      'argocd.argoproj.io/secret-type': 'cluster',
      'orrery.example.com/cluster': name,
    },
  );
}

function repositorySecret(repository: KnownRepository): KubernetesObject {
  return secret(
    `repo-${repository.name}`,
    { ...repository },
    { 'argocd.argoproj.io/secret-type': 'repository' },
  );
}

/** A secret of Argo CD; by its labels it is a declared cluster or repository. */
function secret(
  name: string,
  texts: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'argocd',
  },
): KubernetesObject {
  const isDeclared = 'argocd.argoproj.io/secret-type' in labels;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: ARGO_NAMESPACE,
      labels,
      ...(isDeclared
        ? { annotations: { 'managed-by': 'argocd.argoproj.io' } }
        : {}),
    },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(texts).map(([field, text]) => [
        field,
        Buffer.from(text).toString('base64'),
      ]),
    ),
  };
}

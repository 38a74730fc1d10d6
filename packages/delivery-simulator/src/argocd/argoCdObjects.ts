import type { KubernetesObject } from '@orrery/kubernetes-model';
import { APP_PROJECT, ARGO_NAMESPACE } from './argoKinds';
import { argoCdDefinitions } from './definitions/argoCdDefinitions';

/** A cluster that Argo CD knows. */
export interface KnownCluster {
  readonly name: string;
  readonly serverUrl: string;
}

/** What is in the control cluster of an Argo CD. */
export interface ArgoCdObjectsOptions {
  readonly clusters: readonly KnownCluster[];
  /** Where people open it: `https://argocd.example.com`. */
  readonly url: string;
}

/**
 * The objects that an installed Argo CD consists of, in the order to create them: definitions, namespace, settings, the
 * default project and the secrets of its clusters. Workloads are not among them.
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
  ];
}

function settings(
  name: string,
  data: Readonly<Record<string, string>>,
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
    data,
  };
}

/** A declared cluster; the token in it opens nothing. */
function clusterSecret({ name, serverUrl }: KnownCluster): KubernetesObject {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `cluster-${name}`,
      namespace: ARGO_NAMESPACE,
      labels: {
        'argocd.argoproj.io/secret-type': 'cluster',
        'orrery.example.com/cluster': name,
      },
      annotations: { 'managed-by': 'argocd.argoproj.io' },
    },
    type: 'Opaque',
    data: {
      name: encode(name),
      server: encode(serverUrl),
      config: encode(
        JSON.stringify({
          bearerToken: 'simulated',
          tlsClientConfig: { insecure: false },
        }),
      ),
    },
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';

const NAMESPACE = 'flux-system';

/** What Flux is told in a cluster that it delivers: one source, and one Kustomization a namespace. */
export function fluxDelivery(options: {
  readonly cluster: string;
  readonly repositoryUrl: string;
  readonly chartsUrl: string;
  readonly namespaces: readonly string[];
  readonly creationTimestamp: string;
}): readonly KubernetesObject[] {
  const { cluster, repositoryUrl, namespaces, creationTimestamp } = options;
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet', namespace: NAMESPACE, creationTimestamp },
      spec: {
        url: repositoryUrl,
        ref: { branch: 'main' },
        interval: '1m0s',
        timeout: '60s',
      },
    },
    ...namespaces.map(namespace => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: namespace, namespace: NAMESPACE, creationTimestamp },
      spec: {
        path: `./clusters/${cluster}/${namespace}`,
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
        interval: '10m0s',
        retryInterval: '2m0s',
        timeout: '3m0s',
        prune: true,
        // What everybody stands on comes first.
        ...(namespace !== 'platform' &&
          namespaces.includes('platform') && {
            dependsOn: [{ name: 'platform' }],
          }),
      },
    })),
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: {
        name: 'shop-charts',
        namespace: NAMESPACE,
        creationTimestamp,
      },
      spec: { url: options.chartsUrl, interval: '5m0s' },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'session-cache', namespace: NAMESPACE },
      spec: {
        chart: {
          spec: {
            chart: 'redis-cache',
            version: '>=0.4.0',
            sourceRef: { kind: 'HelmRepository', name: 'shop-charts' },
          },
        },
        interval: '15m0s',
        releaseName: 'session-cache',
        targetNamespace: 'shop',
        install: { remediation: { retries: 3 } },
        values: {},
      },
    },
  ];
}

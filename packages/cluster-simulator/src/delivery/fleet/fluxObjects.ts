import type { KubernetesObject } from '@orrery/kubernetes-model';

const NAMESPACE = 'flux-system';

/** What Flux is told in a cluster that it delivers: one source, and one Kustomization a namespace. */
export function fluxDelivery(options: {
  readonly cluster: string;
  readonly repoURL: string;
  readonly namespaces: readonly string[];
  readonly creationTimestamp: string;
}): readonly KubernetesObject[] {
  const { cluster, repoURL, namespaces, creationTimestamp } = options;
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet', namespace: NAMESPACE, creationTimestamp },
      spec: {
        url: repoURL,
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
  ];
}

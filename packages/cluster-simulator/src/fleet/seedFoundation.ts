import { toTimestamp } from '../controllers/ControllerContext';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';

/** Stores what a cluster has before any service: namespaces, storage and ingress classes, priorities. */
export function seedFoundation(
  context: SeedContext,
  namespaces: readonly string[],
  rootCertificate: string,
): void {
  const creationTimestamp = toTimestamp(
    momentAgo(context, 500 * DAY_MS, 510 * DAY_MS),
  );
  for (const name of namespaces) {
    context.seed('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        creationTimestamp,
        labels: { 'kubernetes.io/metadata.name': name },
      },
    });
    context.seed('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name, creationTimestamp },
    });
    context.seed('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'kube-root-ca.crt',
        namespace: name,
        creationTimestamp,
      },
      data: { 'ca.crt': rootCertificate },
    });
  }
  for (const [name, isDefault] of [
    ['standard', true],
    ['ssd', false],
  ] as const) {
    context.seed('storageclasses.storage.k8s.io', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name,
        creationTimestamp,
        annotations: {
          'storageclass.kubernetes.io/is-default-class': String(isDefault),
        },
      },
      provisioner: 'csi.sim.example',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  }
  context.seed('ingressclasses.networking.k8s.io', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx', creationTimestamp },
    spec: { controller: 'sim.example/ingress-nginx' },
  });
  for (const [name, value] of [
    ['system-node-critical', 2_000_001_000],
    ['system-cluster-critical', 2_000_000_000],
    ['shop-critical', 100_000],
  ] as const) {
    context.seed('priorityclasses.scheduling.k8s.io', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name, creationTimestamp },
      value,
    });
  }
  context.seed('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      creationTimestamp,
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      type: 'ClusterIP',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
    status: { loadBalancer: {} },
  });
}

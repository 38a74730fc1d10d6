import type { KubernetesObject } from '@orrery/kubernetes-model';
import { bootstrapPolicy } from '../rbac/bootstrapPolicy';
import { applyDefaults } from '../resources/applyDefaults';
import type { ClusterStore, ResourceId } from '../store/ClusterStore';

/** Creates what every cluster has from the start and this one has not: system namespaces, RBAC, the `kubernetes` service. */
export function seedBootstrapObjects(store: ClusterStore): void {
  const seed = (resource: ResourceId, object: KubernetesObject) => {
    const { namespace, name } = object.metadata;
    if (!store.get(resource, namespace, name))
      store.create(resource, applyDefaults(resource, object), {
        seeding: true,
      });
  };
  for (const name of [
    'default',
    'kube-node-lease',
    'kube-public',
    'kube-system',
  ]) {
    seed('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
      status: { phase: 'Active' },
    });
  }
  for (const { resource, object } of bootstrapPolicy()) seed(resource, object);
  seed('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.0.1',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
  });
  seed('serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'default' },
  });
}

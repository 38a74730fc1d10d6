import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { KindRef } from '../connection/KindRef';

export const pods: KindRef = {
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
  namespaced: true,
};

export const deployments: KindRef = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespaced: true,
};

export function pod(name: string, namespace = 'shop'): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: `uid-${name}`, resourceVersion: '1' },
  };
}

/** A list as the API server sends it: its items have no `apiVersion` and no `kind`. */
export function podList(
  names: readonly string[],
  metadata: Record<string, unknown> = {},
) {
  return {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: '10', ...metadata },
    items: names.map(name => ({ metadata: pod(name).metadata })),
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';

export const request = { manager: 'test' };

export const configMaps = { apiVersion: 'v1', kind: 'ConfigMap' };
export const deployments = { apiVersion: 'apps/v1', kind: 'Deployment' };
export const widgets = { apiVersion: 'test.example.org/v1', kind: 'Widget' };

export const widgetDefinition: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.test.example.org' },
  spec: {
    group: 'test.example.org',
    scope: 'Namespaced',
    names: {
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      listKind: 'WidgetList',
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        subresources: { status: {} },
      },
    ],
  },
};

export function widget(name: string): KubernetesObject {
  return {
    ...widgets,
    metadata: { name, namespace: 'shop' },
    spec: { size: 1 },
  };
}

export function configMap(
  name: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    ...configMaps,
    metadata: { namespace: 'shop', ...metadata, name },
    data: { key: 'old' },
  };
}

export function deployment(
  name: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
  replicas = 1,
): KubernetesObject {
  const labels = { app: name };
  return {
    ...deployments,
    metadata: { namespace: 'shop', ...metadata, name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'shop/main:1' }] },
      },
    },
  };
}

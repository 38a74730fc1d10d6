import type { KubernetesObject } from '@orrery/kubernetes-model';

/** A running pod; `change` replaces top-level fields, `meta` fields of the metadata. */
export function pod(
  name: string,
  meta: Partial<KubernetesObject['metadata']> = {},
  change: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { app: 'checkout' },
      ...meta,
    },
    spec: { nodeName: 'n1', containers: [{ name: 'main', image: 'app:1' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        { name: 'main', ready: true, restartCount: 0, state: { running: {} } },
      ],
    },
    ...change,
  };
}

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  meta: Partial<KubernetesObject['metadata']> = {},
  fields: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      uid: `uid-${name}`,
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...meta,
    },
    ...fields,
  };
}

import type { KubernetesObject } from '@orrery/kubernetes-model';

type Resources = {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
};

/** A pod in namespace `shop` with a container `c0`, `c1`, … for each of the given resources. */
export function podOf(
  containers: readonly Resources[],
  spec: Readonly<Record<string, unknown>> = {},
  name = 'web',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { containers: containersOf(containers), ...spec },
    status: { phase: 'Pending' },
  };
}

export function containersOf(
  containers: readonly Resources[],
  prefix = 'c',
): readonly object[] {
  return containers.map((resources, index) => ({
    name: `${prefix}${index}`,
    resources,
  }));
}

export function quotaOf(
  hard: Readonly<Record<string, string>>,
  spec: Readonly<Record<string, unknown>> = {},
  name = 'quota',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name, namespace: 'shop' },
    spec: { hard, ...spec },
  };
}

export function limitRangeOf(
  ...limits: readonly Readonly<Record<string, unknown>>[]
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace: 'shop' },
    spec: { limits },
  };
}

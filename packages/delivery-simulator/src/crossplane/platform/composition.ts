import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ComposedTemplate, Patch } from '../composition/Composition';
import type { Transform } from '../composition/Transform';
import { compositionKind } from '../coreKinds';
import { clusterKind } from './kubeClusters';

/** A composition of the platform's clusters, chosen by the label `provider`. */
export function clusterComposition(
  provider: string,
  resources: readonly ComposedTemplate[],
): KubernetesObject {
  return {
    ...compositionKind,
    metadata: { name: `kubeclusters-${provider}`, labels: { provider } },
    spec: {
      compositeTypeRef: clusterKind,
      mode: 'Pipeline',
      pipeline: [
        {
          step: 'patch-and-transform',
          functionRef: { name: 'function-patch-and-transform' },
          input: {
            apiVersion: 'pt.fn.crossplane.io/v1beta1',
            kind: 'Resources',
            resources,
          },
        },
        {
          step: 'auto-ready',
          functionRef: { name: 'function-auto-ready' },
        },
      ],
    },
  };
}

/** A field of the composite resource copied into a composed one. */
export function from(
  fromFieldPath: string,
  toFieldPath: string,
  ...transforms: readonly Transform[]
): Patch {
  return {
    type: 'FromCompositeFieldPath',
    fromFieldPath,
    toFieldPath,
    ...(transforms.length > 0 && { transforms }),
  };
}

/** A field of a composed resource copied back into the composite one. */
export function to(fromFieldPath: string, toFieldPath: string): Patch {
  return { type: 'ToCompositeFieldPath', fromFieldPath, toFieldPath };
}

export function sizes(small: string, medium: string, large: string): Transform {
  return { type: 'map', map: { small, medium, large } };
}

/** Where a control plane writes its connection secret, one for each composite resource. */
export const connectionSecretPatch: Patch = {
  type: 'FromCompositeFieldPath',
  fromFieldPath: 'metadata.uid',
  toFieldPath: 'spec.writeConnectionSecretToRef.name',
  transforms: [
    { type: 'string', string: { type: 'Format', fmt: '%s-controlplane' } },
  ],
};

export const connectionDetails = [
  {
    type: 'FromConnectionSecretKey',
    name: 'kubeconfig',
    fromConnectionSecretKey: 'kubeconfig',
  },
  {
    type: 'FromConnectionSecretKey',
    name: 'endpoint',
    fromConnectionSecretKey: 'endpoint',
  },
] as const;

export const secretsNamespace = 'crossplane-system';
export const byController = { matchControllerRef: true } as const;

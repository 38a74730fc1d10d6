import type { KubernetesObject } from '@orrery/kubernetes-model';
import { coreDefinitions } from '../definitions/coreDefinitions';
import { providerDefinitions } from '../definitions/providerDefinitions';
import { definitionsOf } from '../definitions/definitionsOf';
import { parseXrdSpec } from '../definitions/XrdSpec';
import { providerConfigKind } from '../managed/ManagedKind';
import { managedKinds } from '../managed/managedKinds';
import { aksComposition } from './aksComposition';
import { eksComposition } from './eksComposition';
import { gkeComposition } from './gkeComposition';
import { clusterDefinition } from './kubeClusters';

/** Packages by name of the object: kind and image. */
const packages = {
  'provider-aws-ec2': ['Provider', 'upbound/provider-aws-ec2:v1.21.1'],
  'provider-aws-eks': ['Provider', 'upbound/provider-aws-eks:v1.21.1'],
  'provider-aws-iam': ['Provider', 'upbound/provider-aws-iam:v1.21.1'],
  'provider-gcp-compute': ['Provider', 'upbound/provider-gcp-compute:v1.12.0'],
  'provider-gcp-container': [
    'Provider',
    'upbound/provider-gcp-container:v1.12.0',
  ],
  'provider-azure-containerservice': [
    'Provider',
    'upbound/provider-azure-containerservice:v1.11.2',
  ],
  'provider-azure-network': [
    'Provider',
    'upbound/provider-azure-network:v1.11.2',
  ],
  'function-patch-and-transform': [
    'Function',
    'crossplane-contrib/function-patch-and-transform:v0.8.2',
  ],
  'function-auto-ready': [
    'Function',
    'crossplane-contrib/function-auto-ready:v0.4.2',
  ],
} as const;

export const compositions: readonly KubernetesObject[] = [
  eksComposition,
  gkeComposition,
  aksComposition,
];

/** Whether there is a package of this name; any version will do. */
export function isKnownPackage(image: string): boolean {
  const [repository] = image.split(':');
  return Object.values(packages).some(([, known]) =>
    repository.endsWith(known.split(':')[0]),
  );
}

/**
 * What a cluster with Crossplane has: definitions first, then packages, provider configurations, and the platform's API for
 * clusters at three providers. The namespace `crossplane-system` must exist.
 */
export function crossplaneObjects(): readonly KubernetesObject[] {
  return [
    ...coreDefinitions(),
    ...providerDefinitions(managedKinds),
    ...definitionsOf(parseXrdSpec(clusterDefinition)),
    ...Object.entries(packages).map(([name, [kind, image]]) => ({
      apiVersion: 'pkg.crossplane.io/v1',
      kind,
      metadata: { name },
      spec: { package: image },
    })),
    ...(['aws', 'gcp', 'azure'] as const).map(provider => ({
      ...providerConfigKind(provider),
      metadata: { name: 'default' },
      spec: {
        credentials: {
          source: 'Secret',
          secretRef: {
            namespace: 'crossplane-system',
            name: `${provider}-credentials`,
            key: 'credentials',
          },
        },
      },
    })),
    clusterDefinition,
    ...compositions,
  ];
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toKubeconfig } from './toKubeconfig';
import {
  forProviderOf,
  type ManagedKind,
  type Observation,
} from './ManagedKind';
import { hexOf } from './hexOf';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const MINUTE_MS = 60_000;

function groupIdOf(object: KubernetesObject): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${String(
    forProviderOf(object).resourceGroupName,
  )}`;
}

function stateOf({ progress, isDeleting }: Observation): string {
  if (isDeleting) return 'Deleting';
  return progress < 1 ? 'Creating' : 'Succeeded';
}

function failureOf(what: string) {
  return ({ metadata }: KubernetesObject, cause: string) =>
    `async create failed: failed to create the resource: [{0 creating ${what} (Name: "${metadata.name}"): performing ` +
    `CreateOrUpdate: unexpected status 400 (400 Bad Request) with error: ${cause}  []}]`;
}

const inResourceGroup = {
  field: 'resourceGroupName',
  refField: 'resourceGroupNameRef',
  selectorField: 'resourceGroupNameSelector',
  to: { apiVersion: 'azure.upbound.io/v1beta1', kind: 'ResourceGroup' },
  value: 'external-name',
} as const;

function hostOf(object: KubernetesObject): string {
  const { name } = object.metadata;
  return `${name}-${hexOf(name, 8)}.hcp.${String(
    forProviderOf(object).location ?? 'westeurope',
  )}.aks.example`;
}

/** The Azure resources that an AKS cluster is made of. Fields: the upbound provider family for Azure, v1. */
export const azureKinds: readonly ManagedKind[] = [
  {
    provider: 'azure',
    group: 'azure.upbound.io',
    version: 'v1beta1',
    kind: 'ResourceGroup',
    plural: 'resourcegroups',
    createMs: 4_000,
    deleteMs: 45_000,
    references: [],
    deletedAfter: ['VirtualNetwork', 'KubernetesCluster'],
    atProvider: (_, { externalName }) => ({
      id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${externalName}`,
    }),
    failure: failureOf('Resource Group'),
  },
  {
    provider: 'azure',
    group: 'network.azure.upbound.io',
    version: 'v1beta1',
    kind: 'VirtualNetwork',
    plural: 'virtualnetworks',
    createMs: 9_000,
    deleteMs: 12_000,
    references: [inResourceGroup],
    deletedAfter: ['KubernetesCluster'],
    atProvider: (object, { externalName }) => ({
      id: `${groupIdOf(
        object,
      )}/providers/Microsoft.Network/virtualNetworks/${externalName}`,
      guid: hexOf(externalName, 32),
    }),
    failure: failureOf('Virtual Network'),
  },
  {
    provider: 'azure',
    group: 'containerservice.azure.upbound.io',
    version: 'v1beta1',
    kind: 'KubernetesCluster',
    plural: 'kubernetesclusters',
    createMs: 4.5 * MINUTE_MS,
    deleteMs: 5 * MINUTE_MS,
    references: [inResourceGroup],
    deletedAfter: ['KubernetesClusterNodePool'],
    atProvider: (object, observation) => ({
      id: `${groupIdOf(
        object,
      )}/providers/Microsoft.ContainerService/managedClusters/${
        observation.externalName
      }`,
      fqdn: hostOf(object),
      nodeResourceGroup: `MC_${String(
        forProviderOf(object).resourceGroupName,
      )}_${observation.externalName}`,
      provisioningState: stateOf(observation),
      ...(observation.progress >= 1 && {
        currentKubernetesVersion: forProviderOf(object).kubernetesVersion,
        oidcIssuerUrl: `https://oidc.aks.example/${hexOf(
          object.metadata.name,
          32,
        )}/`,
        portalFqdn: `portal.${hostOf(object)}`,
      }),
    }),
    connection: (object, { externalName }) => ({
      endpoint: `https://${hostOf(object)}:443`,
      kubeconfig: toKubeconfig(externalName, `https://${hostOf(object)}:443`),
    }),
    failure: failureOf('Kubernetes Cluster'),
  },
  {
    provider: 'azure',
    group: 'containerservice.azure.upbound.io',
    version: 'v1beta1',
    kind: 'KubernetesClusterNodePool',
    plural: 'kubernetesclusternodepools',
    createMs: 2 * MINUTE_MS,
    deleteMs: 2 * MINUTE_MS,
    references: [
      {
        field: 'kubernetesClusterId',
        refField: 'kubernetesClusterIdRef',
        selectorField: 'kubernetesClusterIdSelector',
        to: {
          apiVersion: 'containerservice.azure.upbound.io/v1beta1',
          kind: 'KubernetesCluster',
        },
        value: 'id',
      },
    ],
    atProvider: (object, observation) => ({
      id: `${String(forProviderOf(object).kubernetesClusterId)}/agentPools/${
        observation.externalName
      }`,
      provisioningState: stateOf(observation),
    }),
    failure: failureOf('Node Pool'),
  },
];

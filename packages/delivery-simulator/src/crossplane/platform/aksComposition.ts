import {
  byController,
  clusterComposition,
  connectionDetails,
  connectionSecretPatch,
  from,
  secretsNamespace,
  sizes,
  to,
} from './composition';

const AZURE = 'azure.upbound.io/v1beta1';
const AKS = 'containerservice.azure.upbound.io/v1beta1';
const NETWORK = 'network.azure.upbound.io/v1beta1';
const inLocation = from('spec.region', 'spec.forProvider.location');

/** A resource group with a virtual network, control plane and one more node pool. */
export const aksComposition = clusterComposition('aks', [
  {
    name: 'resource-group',
    base: {
      apiVersion: AZURE,
      kind: 'ResourceGroup',
      spec: { forProvider: {} },
    },
    patches: [inLocation],
  },
  {
    name: 'network',
    base: {
      apiVersion: NETWORK,
      kind: 'VirtualNetwork',
      spec: { forProvider: { resourceGroupNameSelector: byController } },
    },
    patches: [
      inLocation,
      from('spec.networkCidr', 'spec.forProvider.addressSpace[0]'),
    ],
  },
  {
    name: 'controlplane',
    base: {
      apiVersion: AKS,
      kind: 'KubernetesCluster',
      spec: {
        forProvider: {
          resourceGroupNameSelector: byController,
          identity: [{ type: 'SystemAssigned' }],
          defaultNodePool: [{ name: 'system', nodeCount: 1 }],
        },
        writeConnectionSecretToRef: { namespace: secretsNamespace, name: '' },
      },
    },
    patches: [
      inLocation,
      connectionSecretPatch,
      from('metadata.name', 'spec.forProvider.dnsPrefix'),
      from('spec.version', 'spec.forProvider.kubernetesVersion'),
      from(
        'spec.nodes.size',
        'spec.forProvider.defaultNodePool[0].vmSize',
        sizes('Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_D16s_v5'),
      ),
      to('status.atProvider.provisioningState', 'status.controlPlane.status'),
      to(
        'status.atProvider.currentKubernetesVersion',
        'status.controlPlane.version',
      ),
      to('status.atProvider.fqdn', 'status.controlPlane.endpoint'),
    ],
    connectionDetails,
  },
  {
    name: 'nodes',
    base: {
      apiVersion: AKS,
      kind: 'KubernetesClusterNodePool',
      spec: { forProvider: { kubernetesClusterIdSelector: byController } },
    },
    patches: [
      from('spec.nodes.count', 'spec.forProvider.nodeCount'),
      from(
        'spec.nodes.size',
        'spec.forProvider.vmSize',
        sizes('Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_D16s_v5'),
      ),
      to('status.atProvider.provisioningState', 'status.nodePool.status'),
    ],
  },
]);

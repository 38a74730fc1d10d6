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

const COMPUTE = 'compute.gcp.upbound.io/v1beta1';
const CONTAINER = 'container.gcp.upbound.io/v1beta1';

/** A network with a subnetwork, a regional control plane and one node pool. */
export const gkeComposition = clusterComposition('gke', [
  {
    name: 'network',
    base: {
      apiVersion: COMPUTE,
      kind: 'Network',
      spec: {
        forProvider: { autoCreateSubnetworks: false, routingMode: 'REGIONAL' },
      },
    },
  },
  {
    name: 'subnetwork',
    base: {
      apiVersion: COMPUTE,
      kind: 'Subnetwork',
      spec: {
        forProvider: {
          networkSelector: byController,
          privateIpGoogleAccess: true,
        },
      },
    },
    patches: [
      from('spec.region', 'spec.forProvider.region'),
      from('spec.networkCidr', 'spec.forProvider.ipCidrRange'),
    ],
  },
  {
    name: 'controlplane',
    base: {
      apiVersion: CONTAINER,
      kind: 'Cluster',
      spec: {
        forProvider: {
          networkSelector: byController,
          subnetworkSelector: byController,
          initialNodeCount: 1,
          removeDefaultNodePool: true,
          deletionProtection: false,
          releaseChannel: [{ channel: 'REGULAR' }],
        },
        writeConnectionSecretToRef: { namespace: secretsNamespace, name: '' },
      },
    },
    patches: [
      connectionSecretPatch,
      from('spec.region', 'spec.forProvider.location'),
      from('spec.version', 'spec.forProvider.minMasterVersion'),
      to('status.atProvider.status', 'status.controlPlane.status'),
      to('status.atProvider.masterVersion', 'status.controlPlane.version'),
      to('status.atProvider.endpoint', 'status.controlPlane.endpoint'),
    ],
    connectionDetails,
  },
  {
    name: 'nodes',
    base: {
      apiVersion: CONTAINER,
      kind: 'NodePool',
      spec: { forProvider: { clusterSelector: byController } },
    },
    patches: [
      from('spec.region', 'spec.forProvider.location'),
      from('spec.nodes.count', 'spec.forProvider.nodeCount'),
      from(
        'spec.nodes.size',
        'spec.forProvider.nodeConfig[0].machineType',
        sizes('e2-standard-2', 'n2-standard-4', 'n2-standard-16'),
      ),
      to('status.atProvider.status', 'status.nodePool.status'),
    ],
  },
]);

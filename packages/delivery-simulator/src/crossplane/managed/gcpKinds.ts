import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toKubeconfig } from './toKubeconfig';
import {
  forProviderOf,
  type ManagedKind,
  type Observation,
} from './ManagedKind';
import { hexOf } from './hexOf';

const PROJECT = 'orrery-demo';
const MINUTE_MS = 60_000;

function stateOf({ progress, isDeleting }: Observation): string {
  if (isDeleting) return 'STOPPING';
  return progress < 1 ? 'PROVISIONING' : 'RUNNING';
}

function failureOf(what: string) {
  return (_: KubernetesObject, cause: string) =>
    `async create failed: failed to create the resource: [{0 Error waiting for creating ${what}: ${cause}  []}]`;
}

function addressOf({ metadata }: KubernetesObject): string {
  const hex = hexOf(metadata.name, 4);
  // A documentation range (RFC 5737): nobody is there.
  return `203.0.113.${parseInt(hex, 16) % 254}`;
}

const inNetwork = {
  field: 'network',
  refField: 'networkRef',
  selectorField: 'networkSelector',
  to: { apiVersion: 'compute.gcp.upbound.io/v1beta1', kind: 'Network' },
  value: 'id',
} as const;

/** The Google Cloud resources that a GKE cluster is made of. Fields: the upbound provider family for GCP, v1. */
export const gcpKinds: readonly ManagedKind[] = [
  {
    provider: 'gcp',
    group: 'compute.gcp.upbound.io',
    version: 'v1beta1',
    kind: 'Network',
    plural: 'networks',
    createMs: 22_000,
    deleteMs: 40_000,
    references: [],
    deletedAfter: ['Subnetwork', 'Cluster'],
    atProvider: (_, { externalName }) => ({
      id: `projects/${PROJECT}/global/networks/${externalName}`,
      selfLink: `projects/${PROJECT}/global/networks/${externalName}`,
    }),
    failure: failureOf('Network'),
  },
  {
    provider: 'gcp',
    group: 'compute.gcp.upbound.io',
    version: 'v1beta1',
    kind: 'Subnetwork',
    plural: 'subnetworks',
    createMs: 17_000,
    deleteMs: 20_000,
    references: [inNetwork],
    deletedAfter: ['Cluster'],
    atProvider: (object, { externalName, createdAt }) => ({
      id: `projects/${PROJECT}/regions/${String(
        forProviderOf(object).region,
      )}/subnetworks/${externalName}`,
      creationTimestamp: createdAt,
      ipCidrRange: forProviderOf(object).ipCidrRange,
    }),
    failure: failureOf('Subnetwork'),
  },
  {
    provider: 'gcp',
    group: 'container.gcp.upbound.io',
    version: 'v1beta1',
    kind: 'Cluster',
    plural: 'clusters',
    createMs: 6.5 * MINUTE_MS,
    deleteMs: 4 * MINUTE_MS,
    references: [
      inNetwork,
      {
        field: 'subnetwork',
        refField: 'subnetworkRef',
        selectorField: 'subnetworkSelector',
        to: {
          apiVersion: 'compute.gcp.upbound.io/v1beta1',
          kind: 'Subnetwork',
        },
        value: 'id',
      },
    ],
    deletedAfter: ['NodePool'],
    atProvider: (object, observation) => ({
      id: `projects/${PROJECT}/locations/${String(
        forProviderOf(object).location,
      )}/clusters/${observation.externalName}`,
      location: forProviderOf(object).location,
      status: stateOf(observation),
      ...(observation.progress >= 1 && {
        endpoint: addressOf(object),
        masterVersion: `${String(
          forProviderOf(object).minMasterVersion,
        )}.4-gke.1200000`,
        servicesIpv4Cidr: '10.8.0.0/20',
        selfLink: `projects/${PROJECT}/locations/${String(
          forProviderOf(object).location,
        )}/clusters/${observation.externalName}`,
      }),
    }),
    connection: (object, { externalName }) => ({
      endpoint: `https://${addressOf(object)}`,
      kubeconfig: toKubeconfig(externalName, `https://${addressOf(object)}`),
    }),
    failure: failureOf('GKE cluster'),
  },
  {
    provider: 'gcp',
    group: 'container.gcp.upbound.io',
    version: 'v1beta1',
    kind: 'NodePool',
    plural: 'nodepools',
    createMs: 1.5 * MINUTE_MS,
    deleteMs: 2 * MINUTE_MS,
    references: [
      {
        field: 'cluster',
        refField: 'clusterRef',
        selectorField: 'clusterSelector',
        to: { apiVersion: 'container.gcp.upbound.io/v1beta1', kind: 'Cluster' },
        value: 'id',
      },
    ],
    atProvider: (object, observation) => ({
      id: `${String(forProviderOf(object).cluster)}/nodePools/${
        observation.externalName
      }`,
      status: stateOf(observation),
      ...(observation.progress >= 1 && {
        instanceGroupUrls: [
          `projects/${PROJECT}/zones/${String(
            forProviderOf(object).location ?? 'europe-west3',
          )}-a/instanceGroupManagers/gke-${observation.externalName}-${hexOf(
            object.metadata.name,
            8,
          )}-grp`,
        ],
      }),
    }),
    failure: failureOf('NodePool'),
  },
];

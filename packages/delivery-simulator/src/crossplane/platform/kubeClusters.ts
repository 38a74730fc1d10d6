import type { KubernetesObject } from '@orrery/kubernetes-model';
import { xrdKind } from '../coreKinds';

export const PLATFORM_GROUP = 'platform.example.org';

const versions = ['1.31', '1.32', '1.33'];

/** What a team may ask of the platform: a Kubernetes cluster at one of three providers. */
export const clusterDefinition: KubernetesObject = {
  ...xrdKind,
  metadata: { name: `xkubeclusters.${PLATFORM_GROUP}` },
  spec: {
    group: PLATFORM_GROUP,
    names: { kind: 'XKubeCluster', plural: 'xkubeclusters' },
    claimNames: {
      kind: 'KubeCluster',
      plural: 'kubeclusters',
      shortNames: ['kc'],
    },
    connectionSecretKeys: ['kubeconfig', 'endpoint'],
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        referenceable: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['region', 'nodes'],
                properties: {
                  region: {
                    type: 'string',
                    description:
                      'Where the cluster runs, in the words of its provider.',
                  },
                  version: {
                    type: 'string',
                    description: 'Kubernetes version of the control plane.',
                    enum: versions,
                    default: '1.32',
                  },
                  networkCidr: {
                    type: 'string',
                    description:
                      'Addresses of the network that is made for it.',
                    default: '10.40.0.0/16',
                  },
                  nodes: {
                    type: 'object',
                    required: ['count'],
                    properties: {
                      count: {
                        type: 'integer',
                        description: 'Nodes in the default pool.',
                        minimum: 1,
                        maximum: 50,
                      },
                      size: {
                        type: 'string',
                        description: 'Size of each node.',
                        enum: ['small', 'medium', 'large'],
                        default: 'small',
                      },
                    },
                  },
                },
              },
              status: {
                type: 'object',
                properties: {
                  controlPlane: {
                    type: 'object',
                    properties: {
                      status: { type: 'string' },
                      version: { type: 'string' },
                      endpoint: { type: 'string' },
                    },
                  },
                  nodePool: {
                    type: 'object',
                    properties: { status: { type: 'string' } },
                  },
                },
              },
            },
          },
        },
        additionalPrinterColumns: [
          { name: 'REGION', type: 'string', jsonPath: '.spec.region' },
          { name: 'VERSION', type: 'string', jsonPath: '.spec.version' },
          {
            name: 'CONTROL-PLANE',
            type: 'string',
            jsonPath: '.status.controlPlane.status',
          },
        ],
      },
    ],
  },
};

export const clusterKind = {
  apiVersion: `${PLATFORM_GROUP}/v1alpha1`,
  kind: 'XKubeCluster',
} as const;

export const clusterClaimKind = {
  apiVersion: `${PLATFORM_GROUP}/v1alpha1`,
  kind: 'KubeCluster',
} as const;

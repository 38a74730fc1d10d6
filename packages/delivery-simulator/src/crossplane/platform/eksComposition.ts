import type { ComposedTemplate } from '../composition/Composition';
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

const EC2 = 'ec2.aws.upbound.io/v1beta1';
const EKS = 'eks.aws.upbound.io/v1beta1';
const IAM = 'iam.aws.upbound.io/v1beta1';
const inRegion = from('spec.region', 'spec.forProvider.region');

function role(name: string, service: string): ComposedTemplate {
  return {
    name: `role-${name}`,
    base: {
      apiVersion: IAM,
      kind: 'Role',
      metadata: { labels: { role: name } },
      spec: {
        forProvider: {
          assumeRolePolicy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: service },
                Action: 'sts:AssumeRole',
              },
            ],
          }),
        },
      },
    },
  };
}

function subnet(zone: string): ComposedTemplate {
  return {
    name: `subnet-${zone}`,
    base: {
      apiVersion: EC2,
      kind: 'Subnet',
      metadata: { labels: { zone } },
      spec: {
        forProvider: {
          vpcIdSelector: byController,
          mapPublicIpOnLaunch: false,
        },
      },
    },
    patches: [
      inRegion,
      from('spec.region', 'spec.forProvider.availabilityZone', {
        type: 'string',
        string: { type: 'Format', fmt: `%s${zone}` },
      }),
    ],
  };
}

/** A VPC with two subnets, roles, control plane and one node group. */
export const eksComposition = clusterComposition('eks', [
  {
    name: 'vpc',
    base: {
      apiVersion: EC2,
      kind: 'VPC',
      spec: {
        forProvider: { enableDnsSupport: true, enableDnsHostnames: true },
      },
    },
    patches: [inRegion, from('spec.networkCidr', 'spec.forProvider.cidrBlock')],
  },
  subnet('a'),
  subnet('b'),
  role('controlplane', 'eks.amazonaws.com'),
  role('nodes', 'ec2.amazonaws.com'),
  {
    name: 'controlplane',
    base: {
      apiVersion: EKS,
      kind: 'Cluster',
      spec: {
        forProvider: {
          subnetIdSelector: byController,
          roleArnSelector: {
            ...byController,
            matchLabels: { role: 'controlplane' },
          },
          vpcConfig: [
            { endpointPublicAccess: true, endpointPrivateAccess: true },
          ],
        },
        writeConnectionSecretToRef: { namespace: secretsNamespace, name: '' },
      },
    },
    patches: [
      inRegion,
      connectionSecretPatch,
      from('spec.version', 'spec.forProvider.version'),
      to('status.atProvider.status', 'status.controlPlane.status'),
      to('status.atProvider.version', 'status.controlPlane.version'),
      to('status.atProvider.endpoint', 'status.controlPlane.endpoint'),
    ],
    connectionDetails,
  },
  {
    name: 'nodes',
    base: {
      apiVersion: EKS,
      kind: 'NodeGroup',
      spec: {
        forProvider: {
          clusterNameSelector: byController,
          subnetIdSelector: byController,
          nodeRoleArnSelector: {
            ...byController,
            matchLabels: { role: 'nodes' },
          },
          scalingConfig: [{ minSize: 1, maxSize: 50 }],
        },
      },
    },
    patches: [
      inRegion,
      from('spec.nodes.count', 'spec.forProvider.scalingConfig[0].desiredSize'),
      from(
        'spec.nodes.size',
        'spec.forProvider.instanceTypes[0]',
        sizes('t3.large', 'm6i.xlarge', 'm6i.4xlarge'),
      ),
      to('status.atProvider.status', 'status.nodePool.status'),
    ],
  },
]);

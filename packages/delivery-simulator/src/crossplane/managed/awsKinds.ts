import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toKubeconfig } from './toKubeconfig';
import {
  forProviderOf,
  type ManagedKind,
  type Observation,
} from './ManagedKind';
import { hexOf } from './hexOf';

const ACCOUNT = '000000000000';
const MINUTE_MS = 60_000;

function regionOf(object: KubernetesObject): string {
  return String(forProviderOf(object).region ?? 'eu-west-1');
}

function stateOf({ progress, isDeleting }: Observation): string {
  if (isDeleting) return 'DELETING';
  return progress < 1 ? 'CREATING' : 'ACTIVE';
}

function failureOf(service: string, operation: string, noun: string) {
  return ({ metadata }: KubernetesObject, cause: string) =>
    `async create failed: failed to create the resource: [{0 creating ${noun} (${metadata.name}): operation error ${service}: ` +
    `${operation}, https response error StatusCode: 400, ${cause}  []}]`;
}

const inVpc = {
  field: 'vpcId',
  refField: 'vpcIdRef',
  selectorField: 'vpcIdSelector',
  to: { apiVersion: 'ec2.aws.upbound.io/v1beta1', kind: 'VPC' },
  value: 'external-name',
} as const;

const inSubnets = {
  field: 'subnetIds',
  refField: 'subnetIdRefs',
  selectorField: 'subnetIdSelector',
  to: { apiVersion: 'ec2.aws.upbound.io/v1beta1', kind: 'Subnet' },
  value: 'external-name',
  isList: true,
} as const;

function endpointOf(object: KubernetesObject): string {
  const { name } = object.metadata;
  return `https://${hexOf(name, 32).toUpperCase()}.gr7.${regionOf(
    object,
  )}.eks.example`;
}

/** The AWS resources that an EKS cluster is made of. Fields: the upbound provider family for AWS, v1. */
export const awsKinds: readonly ManagedKind[] = [
  {
    provider: 'aws',
    group: 'ec2.aws.upbound.io',
    version: 'v1beta1',
    kind: 'VPC',
    plural: 'vpcs',
    createMs: 14_000,
    deleteMs: 8_000,
    references: [],
    deletedAfter: ['Subnet'],
    externalName: ({ metadata }) => `vpc-${hexOf(metadata.name, 17)}`,
    atProvider: (object, { externalName, progress }) => ({
      id: externalName,
      arn: `arn:aws:ec2:${regionOf(object)}:${ACCOUNT}:vpc/${externalName}`,
      cidrBlock: forProviderOf(object).cidrBlock,
      ...(progress >= 1 && {
        mainRouteTableId: `rtb-${hexOf(`${externalName}/rtb`, 17)}`,
      }),
    }),
    failure: failureOf('EC2', 'CreateVpc', 'EC2 VPC'),
  },
  {
    provider: 'aws',
    group: 'ec2.aws.upbound.io',
    version: 'v1beta1',
    kind: 'Subnet',
    plural: 'subnets',
    createMs: 12_000,
    deleteMs: 15_000,
    references: [inVpc],
    deletedAfter: ['Cluster', 'NodeGroup'],
    externalName: ({ metadata }) => `subnet-${hexOf(metadata.name, 17)}`,
    atProvider: (object, { externalName }) => ({
      id: externalName,
      arn: `arn:aws:ec2:${regionOf(object)}:${ACCOUNT}:subnet/${externalName}`,
      availabilityZone: forProviderOf(object).availabilityZone,
      cidrBlock: forProviderOf(object).cidrBlock,
      vpcId: forProviderOf(object).vpcId,
    }),
    failure: failureOf('EC2', 'CreateSubnet', 'EC2 Subnet'),
  },
  {
    provider: 'aws',
    group: 'iam.aws.upbound.io',
    version: 'v1beta1',
    kind: 'Role',
    plural: 'roles',
    createMs: 6_000,
    deleteMs: 5_000,
    references: [],
    deletedAfter: ['Cluster', 'NodeGroup'],
    atProvider: ({ metadata }, { externalName, createdAt }) => ({
      id: externalName,
      arn: `arn:aws:iam::${ACCOUNT}:role/${externalName}`,
      uniqueId: `AROA${hexOf(metadata.name, 16).toUpperCase()}`,
      createDate: createdAt,
    }),
    failure: failureOf('IAM', 'CreateRole', 'IAM Role'),
  },
  {
    provider: 'aws',
    group: 'eks.aws.upbound.io',
    version: 'v1beta1',
    kind: 'Cluster',
    plural: 'clusters',
    createMs: 9.5 * MINUTE_MS,
    deleteMs: 4 * MINUTE_MS,
    references: [
      inSubnets,
      {
        field: 'roleArn',
        refField: 'roleArnRef',
        selectorField: 'roleArnSelector',
        to: { apiVersion: 'iam.aws.upbound.io/v1beta1', kind: 'Role' },
        value: 'arn',
      },
    ],
    deletedAfter: ['NodeGroup'],
    atProvider: (object, observation) => ({
      id: observation.externalName,
      arn: `arn:aws:eks:${regionOf(object)}:${ACCOUNT}:cluster/${
        observation.externalName
      }`,
      status: stateOf(observation),
      version: forProviderOf(object).version,
      platformVersion: 'eks.9',
      createdAt: observation.createdAt,
      ...(observation.progress >= 1 && {
        endpoint: endpointOf(object),
        certificateAuthority: [
          { data: Buffer.from('simulated certificate').toString('base64') },
        ],
        identity: [
          {
            oidc: [
              {
                issuer: `https://oidc.eks.${regionOf(
                  object,
                )}.example/id/${hexOf(object.metadata.name, 32).toUpperCase()}`,
              },
            ],
          },
        ],
      }),
    }),
    connection: (object, { externalName }) => ({
      endpoint: endpointOf(object),
      kubeconfig: toKubeconfig(externalName, endpointOf(object)),
    }),
    failure: failureOf('EKS', 'CreateCluster', 'EKS Cluster'),
  },
  {
    provider: 'aws',
    group: 'eks.aws.upbound.io',
    version: 'v1beta1',
    kind: 'NodeGroup',
    plural: 'nodegroups',
    createMs: 2.5 * MINUTE_MS,
    deleteMs: 3 * MINUTE_MS,
    references: [
      {
        field: 'clusterName',
        refField: 'clusterNameRef',
        selectorField: 'clusterNameSelector',
        to: { apiVersion: 'eks.aws.upbound.io/v1beta1', kind: 'Cluster' },
        value: 'external-name',
      },
      inSubnets,
      {
        field: 'nodeRoleArn',
        refField: 'nodeRoleArnRef',
        selectorField: 'nodeRoleArnSelector',
        to: { apiVersion: 'iam.aws.upbound.io/v1beta1', kind: 'Role' },
        value: 'arn',
      },
    ],
    atProvider: (object, observation) => ({
      id: `${String(forProviderOf(object).clusterName)}:${
        observation.externalName
      }`,
      arn: `arn:aws:eks:${regionOf(object)}:${ACCOUNT}:nodegroup/${String(
        forProviderOf(object).clusterName,
      )}/${observation.externalName}`,
      status: stateOf(observation),
      ...(observation.progress >= 1 && {
        resources: [
          {
            autoscalingGroups: [
              {
                name: `eks-${observation.externalName}-${hexOf(
                  object.metadata.name,
                  8,
                )}`,
              },
            ],
          },
        ],
      }),
    }),
    failure: failureOf('EKS', 'CreateNodegroup', 'EKS Node Group'),
  },
];

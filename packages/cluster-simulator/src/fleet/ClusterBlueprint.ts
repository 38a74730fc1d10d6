import type { TelemetryAgent } from '@orrery/telemetry-model';
import type { DeliveryTool } from './deliveryServices';

/** A group of equal nodes. */
export interface NodePool {
  readonly name: string;
  readonly count: number;
  readonly arch: 'amd64' | 'arm64';
  readonly instanceType: string;
  readonly cpuCores: number;
  readonly memoryGibibytes: number;
  readonly taint?: {
    readonly key: string;
    readonly value: string;
    readonly effect: string;
  };
}

export interface ClusterBlueprint {
  readonly name: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly pools: readonly NodePool[];
  /** Multiplies the replicas of the shop's services; `undefined` means the small edge set. */
  readonly scale?: number;
  readonly kubeletVersion: string;
  /** Second octet of node and pod addresses. */
  readonly network: number;
  readonly telemetry: {
    /** Of the customers: decides when their evening is. */
    readonly utcOffsetHours: number;
    /** Multiplies the requests from outside. */
    readonly trafficScale: number;
    /** Which mesh and which other agents measure it. */
    readonly agents: readonly TelemetryAgent[];
  };
  /** What delivers to it and runs in it. Argo CD also delivers to clusters that it does not run in. */
  readonly delivery: readonly DeliveryTool[];
}

export const CLUSTERS: readonly ClusterBlueprint[] = [
  {
    name: 'prod-eu',
    region: 'eu-west',
    zones: ['eu-west-a', 'eu-west-b', 'eu-west-c'],
    scale: 1.5,
    kubeletVersion: 'v1.32.5',
    network: 20,
    delivery: ['argocd', 'rollouts', 'crossplane'],
    telemetry: {
      utcOffsetHours: 1,
      trafficScale: 1.5,
      agents: ['istio', 'envoy', 'service-graph'],
    },
    pools: [
      {
        name: 'general',
        count: 24,
        arch: 'amd64',
        instanceType: 'c8-32',
        cpuCores: 8,
        memoryGibibytes: 32,
      },
      {
        name: 'arm',
        count: 12,
        arch: 'arm64',
        instanceType: 'a8-32',
        cpuCores: 8,
        memoryGibibytes: 32,
      },
      {
        name: 'data',
        count: 4,
        arch: 'amd64',
        instanceType: 'm16-128',
        cpuCores: 16,
        memoryGibibytes: 128,
        taint: { key: 'dedicated', value: 'data', effect: 'NoSchedule' },
      },
    ],
  },
  {
    name: 'prod-us',
    region: 'us-east',
    zones: ['us-east-1', 'us-east-2', 'us-east-3'],
    scale: 1,
    kubeletVersion: 'v1.32.4',
    network: 60,
    delivery: ['rollouts'],
    telemetry: {
      utcOffsetHours: -5,
      trafficScale: 1,
      agents: ['linkerd', 'service-graph'],
    },
    pools: [
      {
        name: 'general',
        count: 15,
        arch: 'amd64',
        instanceType: 'c8-32',
        cpuCores: 8,
        memoryGibibytes: 32,
      },
      {
        name: 'arm',
        count: 6,
        arch: 'arm64',
        instanceType: 'a8-64',
        cpuCores: 8,
        memoryGibibytes: 64,
      },
      {
        name: 'data',
        count: 3,
        arch: 'amd64',
        instanceType: 'm16-128',
        cpuCores: 16,
        memoryGibibytes: 128,
        taint: { key: 'dedicated', value: 'data', effect: 'NoSchedule' },
      },
    ],
  },
  {
    name: 'edge',
    region: 'eu-edge',
    zones: ['store-17'],
    kubeletVersion: 'v1.31.9',
    network: 90,
    delivery: ['flux'],
    telemetry: {
      utcOffsetHours: 1,
      trafficScale: 0.06,
      agents: ['hubble'],
    },
    pools: [
      {
        name: 'box',
        count: 5,
        arch: 'arm64',
        instanceType: 'box-4-16',
        cpuCores: 4,
        memoryGibibytes: 16,
      },
    ],
  },
];

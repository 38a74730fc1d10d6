import type { Incident } from '../incident/Incident';
import type { TelemetryWorld, WorldVolume } from '../world/TelemetryWorld';
import type { WorldNode } from '../world/WorldNode';
import type { WorldPod } from '../world/WorldPod';
import type {
  ServiceCall,
  ServiceProfile,
  WorldService,
} from '../world/WorldService';
import type { WorldWorkload } from '../world/WorldWorkload';

/** An hour. */
export const HOUR_MS = 3_600_000;
/** A day. */
export const DAY_MS = 24 * HOUR_MS;
/** A Monday, midnight. */
export const START_MS = Date.UTC(2026, 2, 2);

/** A healthy service by its key. */
export function service(
  key: string,
  more: Partial<Omit<WorldService, 'profile'>> & {
    readonly profile?: Partial<ServiceProfile>;
  } = {},
): WorldService {
  const [namespace, name] = key.split('/');
  return {
    namespace,
    name,
    kind: 'Deployment',
    version: '1.4.0',
    port: 8080,
    replicas: 3,
    calls: [],
    ...more,
    profile: {
      protocol: 'http',
      runtime: 'go',
      logFormat: 'json',
      entryRps: 0,
      season: 'customers',
      latencyMs: 12,
      latencySigma: 0.6,
      errorRatio: 0.002,
      routes: ['/v1/things', '/v1/things/{id}'],
      ...more.profile,
    },
  };
}

/** A call that matters. */
export function call(to: string, more: Partial<ServiceCall> = {}): ServiceCall {
  return {
    to,
    perRequest: 1,
    timeoutMs: 1_000,
    retries: 1,
    criticality: 1,
    ...more,
  };
}

const SERVICES: readonly WorldService[] = [
  service('shop/web', {
    calls: [
      call('shop/cart'),
      call('shop/payments', { perRequest: 0.3, hasCircuitBreaker: true }),
    ],
    profile: { entryRps: 120, runtime: 'nginx', logFormat: 'nginx' },
  }),
  service('shop/cart', {
    calls: [
      call('data/redis', { perRequest: 2, timeoutMs: 200, criticality: 0.2 }),
    ],
    profile: { runtime: 'node', latencyMs: 8 },
  }),
  service('shop/payments', {
    calls: [
      call('data/payments-db', { perRequest: 2, timeoutMs: 800 }),
      call('internet/card-network', { timeoutMs: 2_500 }),
    ],
    profile: {
      runtime: 'jvm',
      logFormat: 'java',
      latencyMs: 25,
      protocol: 'grpc',
    },
  }),
  service('data/payments-db', {
    kind: 'StatefulSet',
    replicas: 1,
    port: 5432,
    profile: {
      runtime: 'postgres',
      logFormat: 'postgres',
      protocol: 'tcp',
      latencyMs: 4,
    },
  }),
  service('data/redis', {
    kind: 'StatefulSet',
    replicas: 1,
    port: 6379,
    profile: {
      runtime: 'redis',
      logFormat: 'logfmt',
      protocol: 'tcp',
      latencyMs: 0.6,
    },
  }),
  service('internet/card-network', {
    kind: 'External',
    replicas: 1,
    profile: { latencyMs: 90, season: 'steady' },
  }),
  service('kube-system/coredns', {
    replicas: 2,
    profile: {
      entryRps: 300,
      season: 'steady',
      latencyMs: 0.5,
      logFormat: 'klog',
    },
  }),
];

/** A small cluster: seven services, three nodes in two zones, pods older than the world; Istio and a service graph. */
export function shopWorld(more: Partial<TelemetryWorld> = {}): TelemetryWorld {
  const services = more.services ?? SERVICES;
  return {
    cluster: 'test',
    region: 'nowhere-1',
    startMs: START_MS,
    utcOffsetHours: 0,
    agents: ['istio', 'linkerd', 'hubble', 'service-graph', 'envoy'],
    services,
    pods: services.flatMap(podsOf),
    nodes: [node('n1', 'a'), node('n2', 'b'), node('n3', 'b')],
    volumes: services.filter(each => each.kind === 'StatefulSet').map(volumeOf),
    workloads: services.flatMap(workloadsOf),
    autoscalers: [],
    namespaces: ['shop', 'data', 'kube-system'].map(name => ({
      name,
      createdAtMs: START_MS - 90 * DAY_MS,
    })),
    incidents: [],
    ...more,
  };
}

/** An incident at full intensity on the second day. */
export function incident(
  kind: Incident['kind'],
  target: Incident['target'],
  more: Partial<Incident> = {},
): Incident {
  return {
    id: kind,
    kind,
    target,
    startMs: START_MS + 30 * HOUR_MS,
    intensity: 1,
    ...more,
  };
}

/** One incident of each kind, on what it befalls in the small cluster. */
export const EVERY_INCIDENT: readonly Incident[] = [
  incident('slow-database', {
    kind: 'Service',
    namespace: 'data',
    name: 'payments-db',
  }),
  incident('memory-leak', { kind: 'Service', namespace: 'shop', name: 'cart' }),
  incident('bad-image', { kind: 'Service', namespace: 'shop', name: 'cart' }),
  incident('bad-config', { kind: 'Service', namespace: 'shop', name: 'cart' }),
  incident('cpu-throttling', {
    kind: 'Service',
    namespace: 'shop',
    name: 'payments',
  }),
  incident('node-not-ready', { kind: 'Node', name: 'n2' }),
  incident('zone-network-loss', { kind: 'Zone', name: 'a' }),
  incident('disk-filling', {
    kind: 'Volume',
    namespace: 'data',
    name: 'data-payments-db-0',
  }),
  incident('certificate-expiry', {
    kind: 'Service',
    namespace: 'shop',
    name: 'payments',
  }),
  incident('retry-storm', {
    kind: 'Service',
    namespace: 'shop',
    name: 'payments',
  }),
  incident('dns-failure', {
    kind: 'Service',
    namespace: 'kube-system',
    name: 'coredns',
  }),
  incident('noisy-neighbour', { kind: 'Node', name: 'n1' }),
  incident('external-outage', {
    kind: 'Service',
    namespace: 'internet',
    name: 'card-network',
  }),
  incident('traffic-spike', {
    kind: 'Service',
    namespace: 'shop',
    name: 'web',
  }),
  incident('manual-drift', {
    kind: 'Service',
    namespace: 'shop',
    name: 'cart',
  }),
];

function podsOf(each: WorldService): WorldPod[] {
  if (each.kind === 'External') return [];
  return Array.from({ length: each.replicas }, (_, index) => {
    const createdAtMs = START_MS - 2 * DAY_MS + index * 60_000;
    const readyMs = createdAtMs + 5_000;
    const isSet = each.kind === 'StatefulSet';
    return {
      namespace: each.namespace,
      name: isSet ? `${each.name}-${index}` : `${each.name}-6b8f-${index}xyz`,
      uid: `uid-${each.namespace}-${each.name}-${index}`,
      service: `${each.namespace}/${each.name}`,
      version: each.version,
      node: `n${1 + ((each.name.length + index) % 3)}`,
      podIp: `10.1.${each.name.length}.${index + 2}`,
      hostIp: '10.0.0.1',
      ownerKind: isSet ? 'StatefulSet' : 'ReplicaSet',
      ownerName: isSet ? each.name : `${each.name}-6b8f`,
      createdAtMs,
      scheduledAtMs: createdAtMs,
      containers: [
        {
          name: each.name,
          image: `${each.name}:${each.version}`,
          cpuRequestCores: 0.2 + index * 0.01,
          cpuLimitCores: each.name === 'payments' ? 0.8 : undefined,
          memoryRequestBytes: 256 * 1_048_576,
          memoryLimitBytes: 384 * 1_048_576,
          runs: [{ fromMs: createdAtMs + 2_000 }],
          waits: [],
          earlierRestarts: 0,
        },
      ],
      ready: [{ fromMs: readyMs }],
      phases: [
        { atMs: createdAtMs, phase: 'Pending' },
        { atMs: createdAtMs + 2_000, phase: 'Running' },
      ],
      claims: isSet ? [`data-${each.name}-${index}`] : [],
    };
  });
}

function workloadsOf(each: WorldService): WorldWorkload[] {
  if (each.kind === 'External') return [];
  const base = {
    namespace: each.namespace,
    createdAtMs: START_MS - 60 * DAY_MS,
    wanted: [{ atMs: START_MS - 60 * DAY_MS, replicas: each.replicas }],
    generation: 4,
  };
  if (each.kind !== 'Deployment')
    return [{ ...base, kind: each.kind, name: each.name }];
  return [
    { ...base, kind: 'Deployment', name: each.name },
    {
      ...base,
      kind: 'ReplicaSet',
      name: `${each.name}-6b8f`,
      ownerKind: 'Deployment',
      ownerName: each.name,
      generation: 1,
    },
  ];
}

function volumeOf(each: WorldService): WorldVolume {
  return {
    namespace: each.namespace,
    claim: `data-${each.name}-0`,
    storageClass: 'ssd',
    service: `${each.namespace}/${each.name}`,
    phase: 'Bound',
    capacityBytes: 100 * 1_073_741_824,
    createdAtMs: START_MS - 60 * DAY_MS,
  };
}

function node(name: string, zone: string): WorldNode {
  return {
    name,
    zone,
    instanceType: 'c4-16',
    internalIp: `10.0.0.${name.slice(1)}`,
    createdAtMs: START_MS - 10 * DAY_MS,
    cpuCores: 4,
    memoryBytes: 16 * 1_073_741_824,
    allocatableCpuCores: 3.8,
    allocatableMemoryBytes: 15 * 1_073_741_824,
    podCapacity: 110,
    kernelVersion: '6.6.87-generic',
    osImage: 'Simulated Linux 12',
    containerRuntimeVersion: 'containerd://1.7.27',
    kubeletVersion: 'v1.32.5',
    providerId: `sim:///${zone}/${name}`,
    podCidr: '10.1.0.0/24',
    systemUuid: name,
    taints: [],
    isUnschedulable: false,
    down: [],
  };
}

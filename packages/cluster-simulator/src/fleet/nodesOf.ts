import { toTimestamp } from '../controllers/ControllerContext';
import type { Node } from '../controllers/kinds/Node';
import { healthyConditions } from '../controllers/nodes/healthyConditions';
import { hashText, randomSuffix } from '../random/createRandom';
import type { ClusterBlueprint, NodePool } from './ClusterBlueprint';
import { DAY_MS, momentAgo } from './SeedContext';

/** The nodes of a cluster, spread over its zones; `extra` more go to the first pool. */
export function nodesOf(
  cluster: ClusterBlueprint,
  random: () => number,
  nowMs: number,
  extra = 0,
): readonly Node[] {
  let index = 0;
  return cluster.pools.flatMap((pool, position) =>
    Array.from({ length: pool.count + (position === 0 ? extra : 0) }, () =>
      nodeOf(cluster, pool, index++, random, nowMs),
    ),
  );
}

function nodeOf(
  cluster: ClusterBlueprint,
  pool: NodePool,
  index: number,
  random: () => number,
  nowMs: number,
): Node {
  const zone = cluster.zones[index % cluster.zones.length];
  const name = `${cluster.name}-${pool.name}-${randomSuffix(random, 4)}`;
  const createdMs = momentAgo({ random, nowMs }, 2 * DAY_MS, 90 * DAY_MS);
  const capacity = {
    cpu: String(pool.cpuCores),
    memory: `${pool.memoryGibibytes * 1_048_576 - 65_536}Ki`,
    'ephemeral-storage': '104845292Ki',
    'hugepages-2Mi': '0',
    pods: '110',
  };
  const address = `10.${cluster.network}.${index >> 8}.${index & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      creationTimestamp: toTimestamp(createdMs),
      labels: {
        'kubernetes.io/arch': pool.arch,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': name,
        'node.kubernetes.io/instance-type': pool.instanceType,
        'topology.kubernetes.io/region': cluster.region,
        'topology.kubernetes.io/zone': zone,
        'node-role.kubernetes.io/worker': '',
        'orrery-sim/pool': pool.name,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: {
      podCIDR: `10.${cluster.network + 1 + (index >> 8)}.${index & 255}.0/24`,
      providerID: `sim:///${zone}/${name}`,
      ...(pool.taint ? { taints: [pool.taint] } : {}),
    },
    status: {
      capacity,
      allocatable: {
        ...capacity,
        cpu: `${pool.cpuCores * 1_000 - 120}m`,
        memory: `${pool.memoryGibibytes * 1_048_576 - 65_536 - 921_600}Ki`,
        'ephemeral-storage': '95478147037',
      },
      conditions: healthyConditions({}, createdMs),
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: identifier(name, 32),
        systemUUID: identifier(`${name}/uuid`, 32),
        bootID: identifier(`${name}/boot`, 32),
        kernelVersion:
          pool.arch === 'arm64' ? '6.6.87-arm64' : '6.6.87-generic',
        osImage: 'Simulated Linux 12',
        containerRuntimeVersion: 'containerd://1.7.27',
        kubeletVersion: cluster.kubeletVersion,
        kubeProxyVersion: cluster.kubeletVersion,
        operatingSystem: 'linux',
        architecture: pool.arch,
      },
    },
  };
}

function identifier(text: string, length: number): string {
  let hex = '';
  for (let part = 0; hex.length < length; part++) {
    hex += hashText(`${text}/${part}`).toString(16).padStart(8, '0');
  }
  return hex.slice(0, length);
}

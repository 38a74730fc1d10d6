import { actOutIncidents } from '../incident/actOutIncidents';
import {
  createContainerMeter,
  type ContainerMeter,
} from '../usage/createContainerMeter';
import { createNodeMeter, type NodeMeter } from '../usage/createNodeMeter';
import type { ServiceActivity } from '../usage/createServiceActivity';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldPod } from '../world/WorldPod';
import type { SolvedTraffic } from './createSolvedTraffic';
import type { TelemetryContext } from './TelemetryContext';

/** Everything of a world that its exporters read, made when first asked for. O(pods) now. */
export function createTelemetryContext(
  given: TelemetryWorld,
  seed: number,
  solved: SolvedTraffic,
): TelemetryContext {
  const world: TelemetryWorld = { ...given, ...actOutIncidents(given) };
  const podsOfService = groupBy(world.pods, pod => pod.service ?? '');
  const carried = solved.carriedBy(podsOfService);
  const { traffic } = carried;
  const podsOfOwner = groupBy(
    world.pods,
    pod => `${pod.ownerKind}/${pod.namespace}/${pod.ownerName}`,
  );
  const podsOfNode = groupBy(world.pods, pod => pod.node ?? '');
  const podsByUid = new Map(world.pods.map(pod => [pod.uid, pod]));
  const nodesByName = new Map(world.nodes.map(node => [node.name, node]));
  const meters = new Map<WorldPod, readonly ContainerMeter[]>();
  const nodes = new Map<string, NodeMeter>();

  function activityOf(service: number): ServiceActivity | undefined {
    return service < 0 ? undefined : carried.activityOf(service);
  }

  function metersOf(pod: WorldPod): readonly ContainerMeter[] {
    const known = meters.get(pod);
    if (known) return known;
    const service =
      pod.service === undefined ? -1 : traffic.graph.positionOf(pod.service);
    const cores = nodesByName.get(pod.node ?? '')?.cpuCores ?? Infinity;
    const owner = service < 0 ? undefined : traffic.graph.services[service];
    const made = pod.containers.map((container, place) =>
      createContainerMeter({
        pod,
        // However many workers it has, others are on the node too.
        container:
          container.ownCpuCores === undefined
            ? container
            : {
                ...container,
                ownCpuCores: Math.min(container.ownCpuCores, 0.65 * cores),
              },
        runtime: owner?.profile.runtime ?? 'go',
        activity: activityOf(service),
        sizedCpuCores: place === 0 ? owner?.cpuCoresPerReplica : undefined,
      }),
    );
    meters.set(pod, made);
    return made;
  }

  function nodeOf(name: string | undefined): NodeMeter | undefined {
    if (name === undefined) return undefined;
    const known = nodes.get(name);
    if (known) return known;
    const node = nodesByName.get(name);
    if (!node) return undefined;
    const made = createNodeMeter(
      node,
      () => (podsOfNode.get(name) ?? []).flatMap(metersOf),
      world.incidents,
      world.startMs,
    );
    nodes.set(name, made);
    return made;
  }

  return {
    world,
    seed,
    traffic,
    calls: carried.calls,
    metersOf,
    nodeOf,
    activityOf,
    meters: () => world.pods.flatMap(metersOf),
    nodes: () => world.nodes.flatMap(node => nodeOf(node.name) ?? []),
    podOf: uid => podsByUid.get(uid),
    podsOwnedBy: (kind, namespace, name) =>
      podsOfOwner.get(`${kind}/${namespace}/${name}`) ?? [],
    instanceOf: (service, port) => {
      const pod = podsOfService
        .get(service)
        ?.find(each => each.deletedAtMs === undefined && each.podIp);
      return pod && `${pod.podIp}:${port}`;
    },
  };
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

import { createTraffic, type Traffic } from '../traffic/createTraffic';
import { actOutIncidents } from '../incident/actOutIncidents';
import { createCallActivity } from '../usage/createCallActivity';
import { createContainerMeter } from '../usage/createContainerMeter';
import { createNodeMeter } from '../usage/createNodeMeter';
import {
  createServiceActivity,
  type ServiceActivity,
} from '../usage/createServiceActivity';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { CallRecord, TelemetryContext } from './TelemetryContext';

/** Everything of a world that its exporters read; `traffic` of an earlier world is used again. O(pods + services). */
export function createTelemetryContext(
  given: TelemetryWorld,
  seed: number,
  traffic: Traffic = createTraffic(given, seed),
): TelemetryContext {
  const world: TelemetryWorld = { ...given, ...actOutIncidents(given) };
  const podsOfService = groupBy(world.pods, pod => pod.service ?? '');
  const podsOfOwner = groupBy(
    world.pods,
    pod => `${pod.ownerKind}/${pod.namespace}/${pod.ownerName}`,
  );
  const activities = new Map<number, ServiceActivity>();

  function activityOf(service: number): ServiceActivity {
    const known = activities.get(service);
    if (known) return known;
    const activity = createServiceActivity(
      traffic,
      service,
      podsOfService.get(traffic.graph.keys[service]) ?? [],
    );
    activities.set(service, activity);
    return activity;
  }

  const meters = world.pods.flatMap(pod => {
    const service =
      pod.service === undefined ? -1 : traffic.graph.positionOf(pod.service);
    return pod.containers.map(container =>
      createContainerMeter({
        pod,
        container,
        runtime:
          service < 0 ? 'go' : traffic.graph.services[service].profile.runtime,
        activity: service < 0 ? undefined : activityOf(service),
      }),
    );
  });
  const { graph } = traffic;
  const calls: readonly CallRecord[] = [
    ...graph.edges.map(edge => ({
      edge,
      to: edge.to,
      activity: createCallActivity(traffic, edge, seed),
    })),
    ...graph.services.flatMap(({ profile }, to) =>
      profile.entryRps > 0 && graph.incoming[to].length === 0
        ? [{ to, activity: createCallActivity(traffic, { to }, seed) }]
        : [],
    ),
  ];
  const metersOfNode = groupBy(meters, meter => meter.pod.node ?? '');
  const nodes = new Map(
    world.nodes.map(node => [
      node.name,
      createNodeMeter(
        node,
        metersOfNode.get(node.name) ?? [],
        world.incidents,
        world.startMs,
      ),
    ]),
  );
  return {
    world,
    seed,
    traffic,
    meters,
    nodes: [...nodes.values()],
    nodeOf: name => (name === undefined ? undefined : nodes.get(name)),
    activityOf,
    calls,
    podsOwnedBy: (kind, namespace, name) =>
      podsOfOwner.get(`${kind}/${namespace}/${name}`) ?? [],
    instanceOf: (service, port) => {
      const pod = world.pods.find(
        each =>
          each.service === service &&
          each.deletedAtMs === undefined &&
          each.podIp,
      );
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

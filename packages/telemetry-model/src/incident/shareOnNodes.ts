import type { CallGraph } from '../traffic/createCallGraph';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldPod } from '../world/WorldPod';
import type { Incident } from './Incident';

/** Nodes that an incident befalls: the one it names, or those of its zone. O(nodes). */
export function nodesOfIncident(
  incident: Incident,
  world: Pick<TelemetryWorld, 'nodes'>,
): ReadonlySet<string> {
  const { target } = incident;
  return new Set(
    world.nodes
      .filter(node =>
        target.kind === 'Zone'
          ? node.zone === target.name
          : target.kind === 'Node' && node.name === target.name,
      )
      .map(node => node.name),
  );
}

/** The share of each service's pods (0 to 1, by position) on the nodes of an incident when it began. O(pods). */
export function shareOnNodes(
  incident: Incident,
  world: TelemetryWorld,
  graph: CallGraph,
): Float64Array {
  const nodes = nodesOfIncident(incident, world);
  const all = new Float64Array(graph.services.length);
  const hit = new Float64Array(graph.services.length);
  for (const pod of world.pods) {
    const position =
      pod.service === undefined ? -1 : graph.positionOf(pod.service);
    if (position < 0 || !existsAt(pod, incident.startMs)) continue;
    all[position]++;
    if (pod.node !== undefined && nodes.has(pod.node)) hit[position]++;
  }
  return hit.map((count, position) => count / Math.max(1, all[position]));
}

function existsAt(pod: WorldPod, timeMs: number): boolean {
  return (
    pod.createdAtMs <= timeMs &&
    (pod.deletedAtMs === undefined || pod.deletedAtMs > timeMs)
  );
}

import { hashText } from '../noise/hash';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { WorldContainer, WorldPod } from '../world/WorldPod';
import type { ServiceProfile } from '../world/WorldService';
import { createContainerLog, type ContainerLog } from './createContainerLog';
import { createLogMoments } from './createLogMoments';
import { doorsOf } from './doorsOf';

/** A sidecar proxies the requests of its pod; any other process of nobody's service just works. */
const PROXY: Partial<ServiceProfile> = { runtime: 'nginx', logFormat: 'nginx' };

/** The log of a container: of its service, or of a process of its own. O(1). */
export function createLogOf(
  pod: WorldPod,
  container: WorldContainer,
  context: TelemetryContext,
): ContainerLog {
  const { graph } = context.traffic;
  const position =
    pod.service === undefined ? -1 : graph.positionOf(pod.service);
  const service = position < 0 ? undefined : graph.services[position];
  const isMain = container === pod.containers[0];
  const name = service?.name ?? pod.ownerName ?? container.name;
  return createContainerLog({
    source: {
      namespace: pod.namespace,
      service: isMain ? name : container.name,
      pod: pod.name,
      container: container.name,
      version: pod.version,
      doors: position < 0 ? [hashText(pod.name)] : doorsOf(graph, position),
    },
    runs: container.runs,
    profile: {
      ...(service?.profile ?? processProfile(container.name)),
      ...(isMain ? {} : PROXY),
    },
    momentAt: createLogMoments(context, position),
  });
}

/** A process without requests. */
function processProfile(name: string): ServiceProfile {
  return {
    protocol: 'http',
    runtime: 'go',
    logFormat: hashText(name) % 2 === 0 ? 'json' : 'logfmt',
    entryRps: 0,
    season: 'steady',
    latencyMs: 20,
    latencySigma: 0.6,
    errorRatio: 0.001,
    routes: [],
  };
}

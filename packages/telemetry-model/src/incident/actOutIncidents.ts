import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldNode } from '../world/WorldNode';
import type { Span, WorldPod } from '../world/WorldPod';
import { wantedAt } from '../world/WorldWorkload';
import type { ActedWorld } from './ActedWorld';
import type { Incident } from './Incident';
import { revisionName, suffix, uidOf } from './inventedNames';
import { leakingRun, leakKeyOf, leakRuns } from './leakRuns';
import { endedAt, existsAt, startedAt, subtract } from './podHistory';
import { isTarget, rolledTwice, withRevision } from './rollPods';
import { nodesOfIncident } from './shareOnNodes';
import { tightCpuLimit } from './tightCpuLimit';

/** From creation to readiness. */
const START_MS = 4_000;

/**
 * Writes into pods, nodes and workloads what their incidents would have done to them: restarts, rollouts by hand and by
 * mistake, lost nodes. Of incidents that the cluster acts out itself (`isEnacted`) only what its objects cannot tell is
 * written: when a process that leaks will be killed. The input is not changed. Deterministic; throws nothing.
 * O(incidents × pods).
 */
export function actOutIncidents(world: TelemetryWorld): ActedWorld {
  return world.incidents.reduce<ActedWorld>(actOut, world);
}

function actOut(acted: ActedWorld, incident: Incident): ActedWorld {
  if (incident.isEnacted) {
    return incident.kind === 'memory-leak'
      ? {
          ...acted,
          pods: acted.pods.map(pod => withLeakingRun(pod, incident)),
        }
      : acted;
  }
  switch (incident.kind) {
    case 'memory-leak':
      return { ...acted, pods: acted.pods.map(pod => leaking(pod, incident)) };
    case 'bad-image':
      return withStuckPod(acted, incident);
    case 'bad-config':
      return rolledTwice(acted, incident);
    case 'cpu-throttling':
      return rolledTwice(
        acted,
        incident,
        pod => withTightLimit(pod, incident),
        withUsualLimit(acted, incident),
      );
    case 'manual-drift':
      return scaledByHand(acted, incident);
    case 'node-not-ready':
      return withoutNode(acted, incident);
    default:
      return acted;
  }
}

function withLeakingRun(pod: WorldPod, incident: Incident): WorldPod {
  if (!isTarget(pod, incident)) return pod;
  const [main, ...others] = pod.containers;
  const leaky = leakingRun(main, incident, leakKeyOf(pod.uid, incident));
  return leaky === main ? pod : { ...pod, containers: [leaky, ...others] };
}

function leaking(pod: WorldPod, incident: Incident): WorldPod {
  if (!isTarget(pod, incident)) return pod;
  const [main, ...others] = pod.containers;
  const leaked = leakRuns(main, incident, leakKeyOf(pod.uid, incident));
  return {
    ...pod,
    containers: [leaked, ...others],
    ready: subtract(
      pod.ready,
      leaked.waits.map(wait => ({ fromMs: wait.fromMs, toMs: wait.toMs })),
    ),
  };
}

/** The first pod of a rollout that goes no further. */
function withStuckPod(acted: ActedWorld, incident: Incident): ActedWorld {
  const like = acted.pods.find(
    pod => isTarget(pod, incident) && existsAt(pod, incident.startMs),
  );
  if (!like) return acted;
  const revision = revisionName(like, incident.id);
  const { startMs, endMs } = incident;
  const stuck: WorldPod = {
    ...like,
    name: `${revision}-${suffix(`${incident.id}/pod`)}`,
    uid: uidOf(`${incident.id}/${like.uid}`),
    ownerName: revision,
    version: `${like.version}-missing`,
    createdAtMs: startMs,
    scheduledAtMs: startMs,
    deletedAtMs: endMs,
    ready: [],
    phases: [{ atMs: startMs, phase: 'Pending' }],
    containers: like.containers.map((container, index) => ({
      ...container,
      image: index === 0 ? `${container.image}-missing` : container.image,
      runs: [],
      earlierRestarts: 0,
      waits:
        index === 0
          ? [
              {
                fromMs: startMs,
                toMs: startMs + 3_000,
                reason: 'ContainerCreating',
              },
              {
                fromMs: startMs + 3_000,
                toMs: startMs + 15_000,
                reason: 'ErrImagePull',
              },
              { fromMs: startMs + 15_000, reason: 'ImagePullBackOff' },
            ]
          : [{ fromMs: startMs, reason: 'ContainerCreating' }],
    })),
  };
  return {
    ...acted,
    pods: [...acted.pods, stuck],
    workloads: withRevision(acted.workloads, like, revision, {
      fromMs: startMs,
      toMs: endMs,
      replicas: 1,
    }),
  };
}

/** Takes the tight limit back: to what the pods had before the incident. */
function withUsualLimit(
  acted: ActedWorld,
  incident: Incident,
): (pod: WorldPod) => WorldPod {
  const usual = acted.pods.find(pod => isTarget(pod, incident))?.containers[0];
  return pod => {
    const [main, ...others] = pod.containers;
    return {
      ...pod,
      containers: [{ ...main, cpuLimitCores: usual?.cpuLimitCores }, ...others],
    };
  };
}

function withTightLimit(pod: WorldPod, incident: Incident): WorldPod {
  const [main, ...others] = pod.containers;
  const cpuLimitCores = tightCpuLimit(main.cpuRequestCores, incident);
  return { ...pod, containers: [{ ...main, cpuLimitCores }, ...others] };
}

/** Half of the pods go; git knows nothing of it. */
function scaledByHand(acted: ActedWorld, incident: Incident): ActedWorld {
  const { target, startMs, endMs } = incident;
  if (target.kind !== 'Service') return acted;
  const present = acted.pods.filter(
    pod => isTarget(pod, incident) && existsAt(pod, startMs),
  );
  const gone = present.slice(Math.ceil(present.length / 2));
  const back =
    endMs === undefined
      ? []
      : gone.map(pod => ({
          ...startedAt(pod, endMs, endMs + START_MS),
          name: pod.name.replace(/[^-]+$/, suffix(`${incident.id}/${pod.uid}`)),
          uid: uidOf(`${incident.id}/${pod.uid}`),
        }));
  return {
    ...acted,
    pods: [
      ...acted.pods.map(pod =>
        gone.includes(pod) ? endedAt(pod, startMs + 3_000) : pod,
      ),
      ...back,
    ],
    workloads: acted.workloads.map(workload => {
      const isOwner =
        workload.namespace === target.namespace &&
        (workload.name === target.name ||
          (workload.ownerName === target.name &&
            wantedAt(workload, startMs) > 0));
      if (!isOwner) return workload;
      const before = wantedAt(workload, startMs);
      const after = Math.ceil(before / 2);
      return {
        ...workload,
        generation: workload.generation + 1,
        wanted: [
          ...workload.wanted.filter(step => step.atMs < startMs),
          { atMs: startMs, replicas: after },
          ...(endMs === undefined ? [] : [{ atMs: endMs, replicas: before }]),
        ],
      };
    }),
  };
}

function withoutNode(acted: ActedWorld, incident: Incident): ActedWorld {
  const names = nodesOfIncident(incident, acted);
  const span: Span = { fromMs: incident.startMs, toMs: incident.endMs };
  const isHit = (node: WorldNode) => names.has(node.name);
  return {
    ...acted,
    nodes: acted.nodes.map(node =>
      isHit(node) ? { ...node, down: [...node.down, span] } : node,
    ),
    pods: acted.pods.map(pod =>
      pod.node !== undefined && names.has(pod.node)
        ? {
            ...pod,
            ready: subtract(pod.ready, [
              { ...span, fromMs: span.fromMs + 40_000 },
            ]),
          }
        : pod,
    ),
  };
}

import { fractionOf, hashText } from '../noise/hash';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import type { WorldNode } from '../world/WorldNode';
import type { Span, WorldPod } from '../world/WorldPod';
import { wantedAt, type WorldWorkload } from '../world/WorldWorkload';
import type { Incident } from './Incident';
import { leakRuns } from './leakRuns';
import { nodesOfIncident } from './shareOnNodes';

/** The objects of a world with what incidents did to them. */
export type ActedWorld = Pick<TelemetryWorld, 'pods' | 'nodes' | 'workloads'>;

/** Grace, start and readiness of a replaced pod. */
const REPLACE_STEP_MS = 9_000;
const START_MS = 4_000;

/**
 * Writes into pods, nodes and workloads what their incidents would have done to them: restarts, rollouts by hand and by
 * mistake, lost nodes. Incidents that the cluster acts out itself (`isEnacted`) are left out. The input is not changed.
 * Deterministic; throws nothing. O(incidents × pods).
 */
export function actOutIncidents(world: TelemetryWorld): ActedWorld {
  return world.incidents
    .filter(incident => !incident.isEnacted)
    .reduce<ActedWorld>(actOut, world);
}

function actOut(acted: ActedWorld, incident: Incident): ActedWorld {
  switch (incident.kind) {
    case 'memory-leak':
      return { ...acted, pods: acted.pods.map(pod => leaking(pod, incident)) };
    case 'bad-image':
      return withStuckPod(acted, incident);
    case 'bad-config':
      return rolledTwice(acted, incident, pod => pod);
    case 'cpu-throttling':
      return rolledTwice(acted, incident, pod => withTightLimit(pod, incident));
    case 'manual-drift':
      return scaledByHand(acted, incident);
    case 'node-not-ready':
      return withoutNode(acted, incident);
    default:
      return acted;
  }
}

function isTarget(pod: WorldPod, { target }: Incident): boolean {
  return (
    target.kind === 'Service' &&
    pod.service === `${target.namespace}/${target.name}`
  );
}

function existsAt(pod: WorldPod, timeMs: number): boolean {
  return (
    pod.createdAtMs <= timeMs &&
    (pod.deletedAtMs === undefined || pod.deletedAtMs > timeMs)
  );
}

function leaking(pod: WorldPod, incident: Incident): WorldPod {
  if (!isTarget(pod, incident)) return pod;
  const [main, ...others] = pod.containers;
  const leaked = leakRuns(main, incident, `${pod.uid}/${incident.id}`);
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

/** A rollout at the start, and the one that undoes it at the end. */
function rolledTwice(
  acted: ActedWorld,
  incident: Incident,
  change: (pod: WorldPod) => WorldPod,
): ActedWorld {
  const out = rolledAt(acted, incident, incident.startMs, 'out', change);
  return incident.endMs === undefined
    ? out
    : rolledAt(out, incident, incident.endMs, 'back', pod => pod);
}

function rolledAt(
  acted: ActedWorld,
  incident: Incident,
  atMs: number,
  step: string,
  change: (pod: WorldPod) => WorldPod,
): ActedWorld {
  const original = new Map(acted.pods.map(pod => [pod.uid, pod]));
  const old = acted.pods.filter(
    pod => isTarget(pod, incident) && existsAt(pod, atMs),
  );
  if (old.length === 0) return acted;
  const revision =
    old[0].ownerKind === 'ReplicaSet'
      ? revisionName(old[0], `${incident.id}/${step}`)
      : undefined;
  const pods: WorldPod[] = [];
  let turn = 0;
  for (const pod of acted.pods) {
    if (!old.includes(pod)) {
      pods.push(pod);
      continue;
    }
    const readyMs = atMs + START_MS + turn++ * REPLACE_STEP_MS;
    const goneMs = readyMs + 2_000;
    if (pod.deletedAtMs !== undefined && pod.deletedAtMs <= goneMs) {
      pods.push(pod);
      continue;
    }
    const key = `${incident.id}/${step}/${pod.uid}`;
    pods.push(endedAt(pod, goneMs));
    pods.push(
      change({
        ...startedAt(pod, readyMs - START_MS, readyMs),
        name: revision ? `${revision}-${suffix(key)}` : pod.name,
        uid: uidOf(key),
        ownerName: revision ?? pod.ownerName,
        deletedAtMs: original.get(pod.uid)?.deletedAtMs,
      }),
    );
  }
  return {
    ...acted,
    pods,
    workloads: revision
      ? withRevision(acted.workloads, old[0], revision, {
          fromMs: atMs,
          replicas: old.length,
        })
      : acted.workloads,
  };
}

function withTightLimit(pod: WorldPod, incident: Incident): WorldPod {
  const [main, ...others] = pod.containers;
  const request = main.cpuRequestCores ?? 0.1;
  const cpuLimitCores =
    Math.round(request * (0.7 - 0.3 * incident.intensity) * 1_000) / 1_000;
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

function endedAt(pod: WorldPod, atMs: number): WorldPod {
  const cut = <S extends Span>(spans: readonly S[]): S[] =>
    spans
      .filter(span => span.fromMs < atMs)
      .map(span => ({ ...span, toMs: Math.min(span.toMs ?? atMs, atMs) }));
  return {
    ...pod,
    deletedAtMs: atMs,
    ready: cut(pod.ready),
    containers: pod.containers.map(container => ({
      ...container,
      runs: cut(container.runs),
      waits: cut(container.waits),
    })),
  };
}

/** The same pod, new. */
function startedAt(
  pod: WorldPod,
  createdAtMs: number,
  readyMs: number,
): WorldPod {
  return {
    ...pod,
    createdAtMs,
    scheduledAtMs: createdAtMs,
    ready: [{ fromMs: readyMs, toMs: pod.deletedAtMs }],
    phases: [
      { atMs: createdAtMs, phase: 'Pending' },
      { atMs: createdAtMs + 2_000, phase: 'Running' },
    ],
    containers: pod.containers.map(container => ({
      ...container,
      runs: [{ fromMs: createdAtMs + 2_000, toMs: pod.deletedAtMs }],
      waits: [
        {
          fromMs: createdAtMs,
          toMs: createdAtMs + 2_000,
          reason: 'ContainerCreating',
        },
      ],
      earlierRestarts: 0,
    })),
  };
}

/** A further ReplicaSet, and the deployment's next generation. */
function withRevision(
  workloads: readonly WorldWorkload[],
  like: WorldPod,
  revision: string,
  { fromMs, toMs, replicas }: Span & { readonly replicas: number },
): readonly WorldWorkload[] {
  const previous = workloads.find(
    each =>
      each.kind === 'ReplicaSet' &&
      each.namespace === like.namespace &&
      each.name === like.ownerName,
  );
  if (!previous) return workloads;
  return [
    ...workloads.map(each =>
      each.kind === 'Deployment' &&
      each.namespace === like.namespace &&
      each.name === previous.ownerName
        ? { ...each, generation: each.generation + 1 }
        : each,
    ),
    {
      ...previous,
      name: revision,
      createdAtMs: fromMs,
      generation: 1,
      wanted: [
        { atMs: fromMs, replicas },
        ...(toMs === undefined ? [] : [{ atMs: toMs, replicas: 0 }]),
      ],
    },
  ];
}

function revisionName(pod: WorldPod, key: string): string {
  const owner = pod.ownerName ?? pod.name;
  return `${owner.replace(/-[^-]+$/, '')}-${suffix(key, 9)}`;
}

/** Takes intervals out of intervals. */
function subtract(spans: readonly Span[], cuts: readonly Span[]): Span[] {
  return cuts.reduce<Span[]>(
    (left, cut) =>
      left.flatMap(span => {
        const endMs = span.toMs ?? Infinity;
        const cutEndMs = cut.toMs ?? Infinity;
        if (cut.fromMs >= endMs || cutEndMs <= span.fromMs) return [span];
        return [
          { fromMs: span.fromMs, toMs: cut.fromMs },
          { fromMs: cutEndMs, toMs: span.toMs },
        ].filter(part => part.fromMs < (part.toMs ?? Infinity));
      }),
    [...spans],
  );
}

function suffix(key: string, length = 5): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from(
    { length },
    (_, index) =>
      alphabet[Math.floor(fractionOf(`${key}/${index}`) * alphabet.length)],
  ).join('');
}

function uidOf(key: string): string {
  const hex = [0, 1, 2, 3]
    .map(part => hashText(`${key}/${part}`).toString(16).padStart(8, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

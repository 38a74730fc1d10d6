import type { Span, WorldPod } from '../world/WorldPod';
import type { WorldWorkload } from '../world/WorldWorkload';
import type { ActedWorld } from './ActedWorld';
import type { Incident } from './Incident';
import { revisionName, suffix, uidOf } from './inventedNames';
import { endedAt, existsAt, startedAt } from './podHistory';

/** Grace, start and readiness of a replaced pod. */
const REPLACE_STEP_MS = 9_000;
const START_MS = 4_000;

/** Whether the incident is about the pod's service. */
export function isTarget(pod: WorldPod, { target }: Incident): boolean {
  return (
    target.kind === 'Service' &&
    pod.service === `${target.namespace}/${target.name}`
  );
}

/** A rollout at the start, and the one that undoes it at the end. */
export function rolledTwice(
  acted: ActedWorld,
  incident: Incident,
  change: (pod: WorldPod) => WorldPod = pod => pod,
  undo: (pod: WorldPod) => WorldPod = pod => pod,
): ActedWorld {
  const out = rolledAt(acted, incident, incident.startMs, 'out', change);
  return incident.endMs === undefined
    ? out
    : rolledAt(out, incident, incident.endMs, 'back', undo);
}

function rolledAt(
  acted: ActedWorld,
  incident: Incident,
  atMs: number,
  step: string,
  change: (pod: WorldPod) => WorldPod,
): ActedWorld {
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
          replaces: true,
        })
      : acted.workloads,
  };
}

/** A further ReplicaSet, and the deployment's next generation. */
export function withRevision(
  workloads: readonly WorldWorkload[],
  like: WorldPod,
  revision: string,
  {
    fromMs,
    toMs,
    replicas,
    replaces = false,
  }: Span & { readonly replicas: number; readonly replaces?: boolean },
): readonly WorldWorkload[] {
  const previous = workloads.find(
    each =>
      each.kind === 'ReplicaSet' &&
      each.namespace === like.namespace &&
      each.name === like.ownerName,
  );
  if (!previous) return workloads;
  return [
    ...workloads.map(each => {
      if (
        each.kind === 'Deployment' &&
        each.namespace === like.namespace &&
        each.name === previous.ownerName
      ) {
        return { ...each, generation: each.generation + 1 };
      }
      return replaces && each === previous
        ? { ...each, wanted: [...each.wanted, { atMs: fromMs, replicas: 0 }] }
        : each;
    }),
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

import { fractionOf, type WorldPod } from '@orrery/telemetry-model';
import { toMs } from '../controllers/ControllerContext';
import type { ReplicaSet } from '../controllers/kinds/Deployment';
import type { TypedStore } from '../controllers/TypedStore';
import { worldPodOf } from './worldPodOf';

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
/** The pods of a rollout replace those before one after the other. */
const STEP_MS = 11_000;

/** A rollout that is over, at most. */
const ROLLOUT_MS = 900_000;
/** From creation to readiness. */
const START_MS = 8_000;

/**
 * Pods that the revisions before the present one would have had, and those that the present pods replaced since their
 * rollout: a cluster that was seeded in full operation has old ReplicaSets but no memory of their pods, and its past
 * would be empty. Only those that lived after `startMs`. Deterministic in the names of the ReplicaSets.
 * O(ReplicaSets × replicas), once per cluster.
 */
export function formerPodsOf(
  store: TypedStore,
  startMs: number,
): readonly WorldPod[] {
  const byDeployment = new Map<string, ReplicaSet[]>();
  for (const replicaSet of store.list('replicasets.apps')) {
    const owner = replicaSet.metadata.ownerReferences?.find(
      each => each.controller,
    );
    if (!owner) continue;
    const revisions = byDeployment.get(owner.uid) ?? [];
    revisions.push(replicaSet);
    byDeployment.set(owner.uid, revisions);
  }
  return [...byDeployment.values()].flatMap(revisions =>
    formerPods(store, [...revisions].sort(byAge), startMs),
  );
}

function byAge(first: ReplicaSet, second: ReplicaSet): number {
  return (
    toMs(first.metadata.creationTimestamp) -
    toMs(second.metadata.creationTimestamp)
  );
}

function formerPods(
  store: TypedStore,
  revisions: readonly ReplicaSet[],
  startMs: number,
): readonly WorldPod[] {
  const present = revisions[revisions.length - 1];
  const likes = store
    .controlledBy('pods', present.metadata.uid)
    .map(pod => worldPodOf(pod, undefined));
  const rolledOutMs = toMs(present.metadata.creationTimestamp);
  const isReplaced = (like: WorldPod) =>
    like.createdAtMs > rolledOutMs + ROLLOUT_MS;
  /** A pod goes when the next one in its place is ready. */
  const goneMs = (like: WorldPod, turn: number, next: ReplicaSet) =>
    next === present && !isReplaced(like)
      ? readyMsOf(like)
      : toMs(next.metadata.creationTimestamp) + turn * STEP_MS + START_MS;
  const earlier = revisions.slice(0, -1).flatMap((revision, index) => {
    const fromMs = toMs(revision.metadata.creationTimestamp);
    const next = revisions[index + 1];
    const untilMs = toMs(next.metadata.creationTimestamp);
    if (untilMs < startMs || (revision.spec.replicas ?? 0) > 0) return [];
    return likes.map((like, turn) =>
      formerPod(
        like,
        revision,
        fromMs + turn * STEP_MS,
        goneMs(like, turn, next),
      ),
    );
  });
  const replaced = likes.flatMap((like, turn) =>
    isReplaced(like) && like.createdAtMs > startMs
      ? [
          formerPod(
            like,
            present,
            rolledOutMs + turn * STEP_MS,
            readyMsOf(like),
          ),
        ]
      : [],
  );
  return [...earlier, ...replaced];
}

function readyMsOf(pod: WorldPod): number {
  return pod.ready[0]?.fromMs ?? pod.createdAtMs + START_MS;
}

function formerPod(
  like: WorldPod,
  revision: ReplicaSet,
  fromMs: number,
  untilMs: number,
): WorldPod {
  const { name: owner, labels } = revision.metadata;
  const key = `${owner}/${like.name}`;
  const suffix = Array.from(
    { length: 5 },
    (_, place) =>
      ALPHABET[Math.floor(fractionOf(`${key}/${place}`) * ALPHABET.length)],
  ).join('');
  const images = new Map(
    revision.spec.template.spec.containers.map(each => [each.name, each.image]),
  );
  return {
    ...like,
    name: `${owner}-${suffix}`,
    uid: `${key}/former`,
    ownerName: owner,
    version: labels?.['app.kubernetes.io/version'] ?? like.version,
    createdAtMs: fromMs,
    scheduledAtMs: fromMs,
    deletedAtMs: untilMs,
    containers: like.containers.map(container => ({
      ...container,
      image: images.get(container.name) ?? container.image,
      runs: [{ fromMs: fromMs + 3_000, toMs: untilMs }],
      waits: [],
      earlierRestarts: 0,
    })),
    initContainers: [],
    ready: [{ fromMs: fromMs + START_MS, toMs: untilMs }],
    phases: [
      { atMs: fromMs, phase: 'Pending' },
      { atMs: fromMs + 3_000, phase: 'Running' },
    ],
  };
}

import type { Entry, ScalingHistory } from './limitChange';

/** The longest window and period that a behavior may name. */
const LONGEST_MS = 3_600_000;

/** What the controller remembers of each autoscaler, in memory as the real one: a restart forgets it. */
export interface ScalingHistories {
  /** One that is not known begins with its present size, so that it is not shrunk at once. */
  of(uid: string, currentReplicas: number, nowMs: number): ScalingHistory;
  recommended(uid: string, replicas: number, nowMs: number): void;
  rescaled(uid: string, from: number, to: number, nowMs: number): void;
  forget(uid: string): void;
}

export function createScalingHistories(): ScalingHistories {
  const histories = new Map<string, ScalingHistory>();
  const change = (uid: string, next: Partial<ScalingHistory>) => {
    const known = histories.get(uid);
    if (known) histories.set(uid, { ...known, ...next });
  };
  const extended = (
    entries: readonly Entry[] = [],
    count: number,
    nowMs: number,
  ) => [
    ...entries.filter(({ atMs }) => atMs > nowMs - LONGEST_MS),
    { atMs: nowMs, count },
  ];
  return {
    of(uid, currentReplicas, nowMs) {
      const known = histories.get(uid);
      if (known) return known;
      const first: ScalingHistory = {
        recommendations: [{ atMs: nowMs, count: currentReplicas }],
        scaleUps: [],
        scaleDowns: [],
      };
      histories.set(uid, first);
      return first;
    },
    recommended: (uid, replicas, nowMs) =>
      change(uid, {
        recommendations: extended(
          histories.get(uid)?.recommendations,
          replicas,
          nowMs,
        ),
      }),
    rescaled(uid, from, to, nowMs) {
      const known = histories.get(uid);
      if (to > from)
        change(uid, { scaleUps: extended(known?.scaleUps, to - from, nowMs) });
      else
        change(uid, {
          scaleDowns: extended(known?.scaleDowns, from - to, nowMs),
        });
    },
    forget: uid => {
      histories.delete(uid);
    },
  };
}

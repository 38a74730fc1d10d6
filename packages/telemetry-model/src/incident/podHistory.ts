import type { Span, WorldPod } from '../world/WorldPod';

/** Whether the pod was there at a moment. */
export function existsAt(pod: WorldPod, timeMs: number): boolean {
  return (
    pod.createdAtMs <= timeMs &&
    (pod.deletedAtMs === undefined || pod.deletedAtMs > timeMs)
  );
}

/** The pod, deleted at a moment. */
export function endedAt(pod: WorldPod, atMs: number): WorldPod {
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
export function startedAt(
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

/** Takes intervals out of intervals. */
export function subtract(
  spans: readonly Span[],
  cuts: readonly Span[],
): Span[] {
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

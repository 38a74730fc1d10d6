import type { Span } from '@orrery/telemetry-model';
import { toMs, toTimestamp } from '../../controllers/ControllerContext';
import type { Condition, Pod } from '../../controllers/kinds/Pod';
import { isPodReady } from '../../controllers/podState';
import { fractionOf } from '../../random/createRandom';
import type { Enactment, IncidentScene } from './IncidentScene';

/** Readiness is decided anew so often. */
const SLOT_MS = 90_000;

/** Which pods fail their readiness probes, how often, and in which words. */
export interface ProbeFailures {
  /** Of the time, at full intensity. */
  readonly share: number;
  readonly isHit: (pod: Pod) => boolean;
  /** Where the pods are; everywhere when missing. */
  readonly namespaces?: readonly string[];
  readonly message: (pod: Pod) => string;
}

/**
 * Lets the readiness probes of pods fail for a minute and a half now and then, each pod at times of its own. Of an
 * incident that began in the past the readiness so far is written into conditions, history and events.
 */
export function failProbes(
  scene: IncidentScene,
  { share, isHit, namespaces, message }: ProbeFailures,
): Enactment {
  const { incident, store } = scene;

  function slotOf(pod: Pod, timeMs: number): number {
    return Math.floor((timeMs - incident.startMs + offsetOf(pod)) / SLOT_MS);
  }

  function offsetOf(pod: Pod): number {
    return Math.floor(
      SLOT_MS * fractionOf(`${pod.metadata.uid}/${incident.id}/offset`),
    );
  }

  function isFailing(pod: Pod, timeMs: number): boolean {
    const slot = slotOf(pod, timeMs);
    return (
      slot > 0 &&
      fractionOf(`${pod.metadata.uid}/${incident.id}/${slot}`) <
        share * incident.intensity
    );
  }

  function pods(): readonly Pod[] {
    return (namespaces ?? [undefined])
      .flatMap(namespace => store.list('pods', namespace))
      .filter(isHit);
  }

  /** When the pod failed its probes until now. */
  function failuresOf(pod: Pod, nowMs: number): readonly Span[] {
    const spans: Span[] = [];
    for (let slot = 1; slot <= slotOf(pod, nowMs); slot++) {
      const fromMs = incident.startMs + slot * SLOT_MS - offsetOf(pod);
      const endMs = fromMs + SLOT_MS;
      if (!isFailing(pod, fromMs + 1)) continue;
      const last = spans[spans.length - 1];
      if (last && last.toMs === fromMs)
        spans[spans.length - 1] = { fromMs: last.fromMs, toMs: endMs };
      else spans.push({ fromMs, toMs: endMs });
    }
    return spans;
  }

  function writePast(pod: Pod): void {
    const nowMs = scene.nowMs();
    const failures = failuresOf(pod, nowMs);
    const last = failures[failures.length - 1];
    const ready = pod.status?.conditions?.find(each => each.type === 'Ready');
    if (!last || !isPodReady(pod) || !ready) return;
    const isNow = (last.toMs ?? nowMs) > nowMs;
    const changedMs = isNow ? last.fromMs : last.toMs ?? nowMs;
    const [main] = pod.spec.containers;
    store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: current.status?.conditions?.map(each =>
          each.type === 'Ready' || each.type === 'ContainersReady'
            ? readiness(each, !isNow, changedMs, main.name)
            : each,
        ),
        containerStatuses: current.status?.containerStatuses?.map(each =>
          each.name === main.name ? { ...each, ready: !isNow } : each,
        ),
      },
    }));
    let sinceMs = toMs(ready.lastTransitionTime);
    const spans: Span[] = [];
    for (const failure of failures) {
      if (sinceMs < failure.fromMs)
        spans.push({ fromMs: sinceMs, toMs: failure.fromMs });
      sinceMs = failure.toMs ?? nowMs;
    }
    scene.past.wasReady(pod.metadata.uid ?? '', spans);
    recordUnhealthy(pod, failures[0].fromMs, Math.min(nowMs, sinceMs), {
      count: failures.length * 8,
    });
  }

  function recordUnhealthy(
    pod: Pod,
    atMs: number,
    lastMs: number,
    { count }: { readonly count: number },
  ): void {
    scene.record(
      pod,
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message: `Readiness probe failed: ${message(pod)}`,
        component: 'kubelet',
        host: pod.spec.nodeName,
        fieldPath: `spec.containers{${pod.spec.containers[0].name}}`,
      },
      { atMs, lastMs, count },
    );
  }

  return {
    begin: () => {
      pods().forEach(writePast);
      scene.afflict((pod, run) =>
        run.container === pod.spec.containers[0].name &&
        isHit(pod) &&
        isFailing(pod, scene.nowMs())
          ? { probeFailure: message(pod) }
          : undefined,
      );
      const failing = new Map<string, boolean>();
      scene.every(SLOT_MS / 9, () => {
        const nowMs = scene.nowMs();
        const changed = pods().filter(pod => {
          const { uid = '' } = pod.metadata;
          const isNow = isFailing(pod, nowMs);
          const isNews = isNow !== (failing.get(uid) ?? !isPodReady(pod));
          failing.set(uid, isNow);
          return isNews;
        });
        scene.notice(changed);
      });
    },
    end: () => {
      scene.relieve();
      scene.notice(pods().filter(pod => !isPodReady(pod)));
    },
  };
}

function readiness(
  condition: Condition,
  isReady: boolean,
  atMs: number,
  container: string,
): Condition {
  const { reason: _reason, message: _message, ...rest } = condition;
  return {
    ...rest,
    status: isReady ? 'True' : 'False',
    ...(isReady
      ? {}
      : {
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${container}]`,
        }),
    lastTransitionTime: toTimestamp(atMs),
  };
}

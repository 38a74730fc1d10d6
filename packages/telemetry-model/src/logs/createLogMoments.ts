import { diskFullAtMs } from '../incident/diskFill';
import type { Incident, IncidentKind } from '../incident/Incident';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { CallEdge } from '../traffic/createCallGraph';
import type { FailingCall, LogMoment } from './LogMoment';

/** Moments are looked at so often; between them nothing changes for a log. */
const STEP_MS = 5_000;
/** An hour and a quarter, for readers that go through the pods of a service one after the other. */
const KEPT_MOMENTS = 900;
/** Calls that fail less are not worth a line of their own. */
const MIN_RATIO = 0.002;

const CALM: LogMoment = {
  busy: 1,
  errorRatio: 0.001,
  latencyMs: 20,
  slowdown: 1,
  failingCalls: [],
  incidents: [],
};

type Moments = (timeMs: number) => LogMoment;

/** Shared by the containers of a service, as long as anybody uses the context. */
const momentsOf = new WeakMap<TelemetryContext, Map<number, Moments>>();

/**
 * How the service (by position, -1: none) is doing at a moment, in steps of five seconds. O(calls) per new step; keeps the
 * moments of an hour and a quarter.
 */
export function createLogMoments(
  context: TelemetryContext,
  position: number,
): Moments {
  if (position < 0) return () => CALM;
  const known = momentsOf.get(context) ?? new Map<number, Moments>();
  momentsOf.set(context, known);
  const moments = known.get(position) ?? momentsOfService(context, position);
  known.set(position, moments);
  return moments;
}

function momentsOfService(
  context: TelemetryContext,
  position: number,
): Moments {
  const { traffic, world } = context;
  const { graph } = traffic;
  const own = world.incidents.filter(incident =>
    isOwn(incident, context, position),
  );
  const steps = new Float64Array(KEPT_MOMENTS).fill(NaN);
  const moments = new Array<LogMoment>(KEPT_MOMENTS).fill(CALM);

  function failuresOf(
    { index, to, call }: CallEdge,
    timeMs: number,
  ): readonly FailingCall[] {
    const callee = graph.services[to].name;
    const sent = traffic.edgeAt(index, 'sent', timeMs);
    const rejected = traffic.edgeAt(index, 'rejected', timeMs);
    const failing = (
      cause: FailingCall['cause'],
      ratio: number,
    ): FailingCall => ({
      callee,
      cause,
      ratio: ratio * Math.max(0.15, call.criticality),
      timeoutMs: call.timeoutMs,
    });
    return [
      failing('timeout', traffic.edgeAt(index, 'timeouts', timeMs)),
      failing(lossCause(to, timeMs), traffic.edgeAt(index, 'lost', timeMs)),
      failing('breaker', rejected / Math.max(1e-9, rejected + sent)),
      failing('answer', traffic.serviceAt(to, 'errors', timeMs)),
    ].filter(each => each.ratio > MIN_RATIO);
  }

  /** What keeps calls from arriving: the incident tells. */
  function lossCause(to: number, timeMs: number): FailingCall['cause'] {
    for (const { kind, target, startMs, endMs = Infinity } of world.incidents) {
      if (timeMs < startMs || timeMs > endMs + 60_000) continue;
      if (kind === 'dns-failure') return 'name';
      const isCallee =
        target.kind === 'Service' &&
        `${target.namespace}/${target.name}` === graph.keys[to];
      if (kind === 'certificate-expiry' && isCallee) return 'certificate';
    }
    return 'unreachable';
  }

  function momentOf(atMs: number): LogMoment {
    const latencyMs = traffic.serviceAt(position, 'latencyMs', atMs);
    return {
      busy:
        traffic.serviceAt(position, 'load', atMs) /
        Math.max(1e-9, traffic.meanLoad[position]),
      errorRatio: traffic.serviceAt(position, 'errors', atMs),
      latencyMs,
      slowdown: latencyMs / Math.max(0.01, traffic.usualLatencyMs[position]),
      failingCalls: graph.outgoing[position].flatMap(edge =>
        failuresOf(edge, atMs),
      ),
      incidents: own
        .filter(each => isActive(each, atMs))
        .map(each => each.kind),
    };
  }

  return timeMs => {
    const step = Math.floor(timeMs / STEP_MS);
    const place = ((step % KEPT_MOMENTS) + KEPT_MOMENTS) % KEPT_MOMENTS;
    if (steps[place] !== step) {
      steps[place] = step;
      moments[place] = momentOf(step * STEP_MS);
    }
    return moments[place];
  };
}

function isActive(incident: Incident, timeMs: number): boolean {
  const startMs: number =
    incident.kind === 'disk-filling'
      ? diskFullAtMs(incident)
      : incident.startMs;
  return timeMs >= startMs && timeMs < (incident.endMs ?? Infinity);
}

/** Kinds of which the target itself writes. */
const TOLD: ReadonlySet<IncidentKind> = new Set([
  'slow-database',
  'memory-leak',
  'bad-config',
  'cpu-throttling',
  'disk-filling',
  'retry-storm',
  'dns-failure',
  'traffic-spike',
]);

function isOwn(
  incident: Incident,
  context: TelemetryContext,
  position: number,
): boolean {
  const { target } = incident;
  const key = context.traffic.graph.keys[position];
  if (!TOLD.has(incident.kind)) return false;
  if (target.kind === 'Service')
    return `${target.namespace}/${target.name}` === key;
  return (
    target.kind === 'Volume' &&
    context.world.volumes.some(
      volume =>
        volume.namespace === target.namespace &&
        volume.claim === target.name &&
        volume.service === key,
    )
  );
}

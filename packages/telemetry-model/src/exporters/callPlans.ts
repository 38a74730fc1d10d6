import { fractionOf } from '../noise/hash';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import type { CallOutcome, CallSide } from '../usage/createCallActivity';
import type { WorldService } from '../world/WorldService';
import type { HistogramPlan, SeriesPlan } from './defineFamilies';

/** Answers that are told apart by their status, and what makes them. */
export interface CallClass {
  readonly outcome: CallOutcome;
  readonly status: string;
  /** Envoy's reason: `UT` timeout, `UF` no connection, `UO` circuit breaker. */
  readonly flags: string;
  /** Share of the outcome's calls. */
  readonly share: number;
}

/** Caller and callee of a call, with the position of the callee. */
export interface CallEnds {
  /** Undefined: somebody outside the graph. */
  readonly client?: WorldService;
  readonly server: WorldService;
}

/** Who calls whom. */
export function endsOf(
  record: CallRecord,
  context: TelemetryContext,
): CallEnds {
  const { services } = context.traffic.graph;
  return {
    client: record.edge && services[record.edge.from],
    server: services[record.to],
  };
}

/** The statuses of a call over HTTP; the server knows nothing of what never reached it or was given up. */
export function callClasses(
  ends: CallEnds,
  side: CallSide,
): readonly CallClass[] {
  const key = `${ends.server.namespace}/${ends.server.name}`;
  const notFound =
    ends.server.profile.protocol === 'http'
      ? 0.002 + 0.02 * fractionOf(`${key}/404`)
      : 0;
  const failure = fractionOf(`${key}/5xx`) < 0.6 ? '500' : '503';
  const reached: readonly CallClass[] = [
    { outcome: 'answered', status: '200', flags: '-', share: 1 - notFound },
    ...(notFound > 0
      ? [
          {
            outcome: 'answered',
            status: '404',
            flags: '-',
            share: notFound,
          } as const,
        ]
      : []),
    { outcome: 'failed', status: failure, flags: '-', share: 1 },
  ];
  if (side === 'server') return reached;
  return [
    ...reached,
    { outcome: 'late', status: '504', flags: 'UT', share: 1 },
    { outcome: 'lost', status: '503', flags: 'UF', share: 1 },
    { outcome: 'rejected', status: '503', flags: 'UO', share: 1 },
  ];
}

type Plan = Omit<SeriesPlan, 'labels'>;

/** When the calls were first measured: not before both ends existed. */
export function firstMsOf(
  record: CallRecord,
  context: TelemetryContext,
): number {
  const { client, server } = endsOf(record, context);
  return Math.max(
    context.world.startMs,
    client?.sinceMs ?? -Infinity,
    server.sinceMs ?? -Infinity,
  );
}

/** Whole calls of a class up to a moment. */
export function callCount(
  record: CallRecord,
  context: TelemetryContext,
  side: CallSide,
  { outcome, share }: Pick<CallClass, 'outcome' | 'share'>,
  boundMs = Infinity,
): Plan {
  const { activity } = record;
  const count = activity.count(side, [outcome], boundMs);
  const firstMs = firstMsOf(record, context);
  return {
    prepare: activity.reach,
    valueAt: timeMs =>
      timeMs < firstMs ? NaN : Math.floor(share * count(timeMs)),
  };
}

/** The histogram of response times of a class, in units of `unitMs` milliseconds. */
export function callDurations(
  record: CallRecord,
  context: TelemetryContext,
  side: CallSide,
  part: Pick<CallClass, 'outcome' | 'share'>,
  unitMs: number,
): Omit<HistogramPlan, 'labels'> {
  const { activity } = record;
  const milliseconds = activity.milliseconds(side, [part.outcome]);
  const firstMs = firstMsOf(record, context);
  return {
    below: bound => callCount(record, context, side, part, bound * unitMs),
    sum: {
      prepare: activity.reach,
      valueAt: timeMs =>
        timeMs < firstMs ? NaN : (part.share * milliseconds(timeMs)) / unitMs,
    },
  };
}

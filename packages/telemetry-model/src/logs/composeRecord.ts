import { fractionAt } from '../noise/hash';
import type { ServiceProfile } from '../world/WorldService';
import { backgroundLine } from './backgroundLine';
import { chatterLine } from './chatterLine';
import { incidentLine } from './incidentLines';
import type { FailingCall, LogMoment } from './LogMoment';
import type { LoggedRequest, LogRecord } from './LogRecord';
import { RequestRecord } from './RequestRecord';

/** Share of lines that tell of the process rather than of a request. */
const BACKGROUND_SHARE = 0.14;
/** Of those, the lines about its work rather than its runtime. */
const OWN_WORK_SHARE = 0.65;
/** Of the lines of a service in trouble, those that name its own trouble. */
const INCIDENT_SHARE = 0.22;

const DATABASE_FAILURES = [
  { message: 'deadlock detected', exception: 'DeadlockException' },
  {
    message: 'canceling statement due to lock timeout',
    exception: 'LockTimeoutException',
  },
  {
    message:
      'duplicate key value violates unique constraint "idempotency_keys_pkey"',
    exception: 'ConflictException',
  },
] as const;

const OWN_FAILURES = [
  { message: 'unexpected end of input', exception: 'IllegalStateException' },
  {
    message: 'could not obtain lock within 2s',
    exception: 'LockTimeoutException',
  },
  {
    message: 'constraint violated: duplicate key',
    exception: 'ConflictException',
  },
] as const;

/**
 * What a container says in one line: mostly of a request, whose chance to fail, duration and cause follow the moment;
 * sometimes of itself. `pick` gives further numbers in [0, 1) by position. Pure, no errors, O(failing calls).
 */
export function composeRecord(
  timeMs: number,
  moment: LogMoment,
  profile: ServiceProfile,
  seed: number,
  position: number,
): LogRecord {
  const pick = (what: number) => fractionAt(seed + what * 7_919, position);
  const luck = pick(1);
  for (const kind of moment.incidents) {
    const line =
      pick(2) < INCIDENT_SHARE
        ? incidentLine(kind, luck, profile.runtime)
        : undefined;
    if (line) return { timeMs, luck, ...line };
  }
  if (pick(3) < BACKGROUND_SHARE || profile.routes.length === 0) {
    const own =
      pick(18) < OWN_WORK_SHARE || profile.runtime === 'go'
        ? chatterLine(profile.chatter ?? [], luck)
        : undefined;
    const line = own ?? backgroundLine(profile.runtime, luck, moment);
    return { timeMs, luck, ...line };
  }
  const failed = pick(4) < moment.errorRatio;
  const call = pickCall(moment.failingCalls, pick(5), failed);
  const record = (
    level: LogRecord['level'],
    said: Pick<LogRecord, 'message' | 'exception'>,
    fields?: LogRecord['fields'],
  ) =>
    new RequestRecord({ timeMs, luck, level, ...said, fields }, () =>
      requestOf(moment, profile, pick, failed, call),
    );
  if (failed) {
    const said = call ? failureOf(call) : ownFailureOf(profile, luck);
    return record('error', said, call ? { upstream: call.callee } : {});
  }
  if (call) {
    const message = `retrying: ${failureOf(call).message}`;
    return record('warn', { message }, { upstream: call.callee });
  }
  return moment.slowdown > 2 && pick(6) < 0.3
    ? record('warn', { message: 'slow request' })
    : record('info', { message: 'request completed' });
}

/** The failing call behind a failed request, or behind a warning about one that was retried. */
function pickCall(
  calls: readonly FailingCall[],
  luck: number,
  failed: boolean,
): FailingCall | undefined {
  const total = calls.reduce((sum, call) => sum + call.ratio, 0);
  // A request that failed failed for the likeliest reason; one that succeeded may have been retried.
  let left = luck * (failed ? Math.max(total, 0.01) : 2);
  for (const call of calls) {
    left -= call.ratio;
    if (left < 0) return call;
  }
  return undefined;
}

function ownFailureOf({ runtime }: ServiceProfile, luck: number) {
  const known = runtime === 'postgres' ? DATABASE_FAILURES : OWN_FAILURES;
  return known[Math.floor(luck * known.length)];
}

function failureOf({ callee, cause, timeoutMs }: FailingCall) {
  switch (cause) {
    case 'timeout':
      return {
        message: `request to ${callee} timed out after ${timeoutMs} ms`,
        exception: 'TimeoutException',
      };
    case 'unreachable':
      return {
        message: `connection to ${callee} failed: connection reset by peer`,
        exception: 'ConnectException',
      };
    case 'certificate':
      return {
        message: `request to ${callee} failed: x509: certificate has expired or is not yet valid`,
        exception: 'SSLHandshakeException',
      };
    case 'name':
      return {
        message: `lookup ${callee} on 10.96.0.10:53: server misbehaving`,
        exception: 'UnknownHostException',
      };
    case 'breaker':
      return {
        message: `circuit breaker for ${callee} is open`,
        exception: 'CallNotPermittedException',
      };
    case 'answer':
      return {
        message: `${callee} answered with an error`,
        exception: 'UpstreamException',
      };
    default:
      return cause satisfies never;
  }
}

function requestOf(
  moment: LogMoment,
  profile: ServiceProfile,
  pick: (what: number) => number,
  failed: boolean,
  call: FailingCall | undefined,
): LoggedRequest {
  const route =
    profile.routes[Math.floor(pick(7) ** 1.6 * profile.routes.length)];
  // Box and Muller: the response time is log-normal.
  const normal =
    Math.sqrt(-2 * Math.log(1 - pick(8))) * Math.cos(2 * Math.PI * pick(9));
  const spread = Math.exp(profile.latencySigma * normal);
  const durationMs = durationOf(
    moment,
    profile,
    call,
    failed,
    pick(10),
    spread,
  );
  // What has a file name or a query is read only.
  const isRead = /[.?]/.test(route) || pick(11) < 0.72;
  const method = isRead ? 'GET' : 'POST';
  return {
    method,
    path: route.replace(/\{id\}/g, () =>
      String(10_000 + Math.floor(pick(12) * 88_000)),
    ),
    status: failed ? failedStatus(call) : okStatus(pick(13), method),
    durationMs: Math.round(durationMs * 10) / 10,
    bytes: Math.floor(180 + pick(14) ** 3 * 48_000),
    remote: `10.${Math.floor(pick(15) * 200)}.${Math.floor(
      pick(16) * 255,
    )}.${Math.floor(pick(17) * 255)}`,
  };
}

/** A call that was given up took its time, and once more when it was tried again; one that was refused took none. */
function durationOf(
  moment: LogMoment,
  profile: ServiceProfile,
  call: FailingCall | undefined,
  failed: boolean,
  luck: number,
  spread: number,
): number {
  switch (call?.cause) {
    case 'timeout': {
      const givenUpMs = call.timeoutMs * (1 + 0.02 * luck);
      return failed ? givenUpMs : givenUpMs + profile.latencyMs * spread;
    }
    case 'breaker':
      return failed ? profile.latencyMs * spread : moment.latencyMs * spread;
    default:
      return moment.latencyMs * spread;
  }
}

function failedStatus(call: FailingCall | undefined): number {
  if (call?.cause === 'timeout') return 504;
  return call ? 503 : 500;
}

function okStatus(luck: number, method: 'GET' | 'POST'): number {
  if (luck < 0.9) return 200;
  if (method === 'POST') return 201;
  return luck < 0.97 ? 304 : 404;
}

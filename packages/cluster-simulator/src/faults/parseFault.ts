import { isJsonObject } from '../json/readJson';
import { badRequest } from '../status/statusErrors';
import { FAILURE_CODES, type Fault } from './FaultInjector';

/** @throws StatusError BadRequest naming the field and the value that is wrong. */
export function parseFault(value: unknown): Fault {
  if (!isJsonObject(value))
    throw badRequest('a fault is an object with a "kind"');
  const interval = optionalNumber(value.intervalMs, 'intervalMs', 1, 3_600_000);
  const intervalMs = interval === undefined ? {} : { intervalMs: interval };
  switch (value.kind) {
    case 'down':
      return {
        kind: 'down',
        how: choice(value.how ?? 'refuse', 'how', ['refuse', 'reset']),
      };
    case 'slow':
      return {
        kind: 'slow',
        latencyMs:
          optionalNumber(value.latencyMs, 'latencyMs', 0, 600_000) ?? 1000,
      };
    case 'throttle': {
      const ratio = optionalNumber(value.ratio, 'ratio', 0, 1);
      const count = optionalNumber(value.count, 'count', 1, 1_000_000);
      const retryAfterSeconds = optionalNumber(
        value.retryAfterSeconds,
        'retryAfterSeconds',
        0,
        3600,
      );
      return {
        kind: 'throttle',
        ...(ratio === undefined ? {} : { ratio }),
        ...(count === undefined ? {} : { count }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      };
    }
    case 'expire':
      return {
        kind: 'expire',
        how: choice(value.how ?? 'event', 'how', ['status', 'event']),
        ...intervalMs,
      };
    case 'dropWatches':
      return {
        kind: 'dropWatches',
        how: choice<'clean' | 'reset'>(value.how ?? 'clean', 'how', [
          'clean',
          'reset',
        ]),
        ...intervalMs,
      };
    case 'unauthorized':
      return { kind: 'unauthorized' };
    case 'fail':
      return {
        kind: 'fail',
        code: choice(value.code ?? 503, 'code', FAILURE_CODES),
      };
    default:
      throw badRequest(
        `kind must be one of down, slow, throttle, expire, dropWatches, unauthorized, fail, got ${JSON.stringify(
          value.kind,
        )}`,
      );
  }
}

function optionalNumber(
  value: unknown,
  field: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw badRequest(
      `${field} must be ${least}–${most}, got ${JSON.stringify(value)}`,
    );
  }
  return value;
}

function choice<const T extends string | number>(
  value: unknown,
  field: string,
  choices: readonly T[],
): T {
  const found = choices.find(candidate => candidate === value);
  if (found === undefined)
    throw badRequest(
      `${field} must be one of ${choices.join(', ')}, got ${JSON.stringify(
        value,
      )}`,
    );
  return found;
}

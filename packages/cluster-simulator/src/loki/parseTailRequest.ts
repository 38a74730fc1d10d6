import { compilePipeline } from '@orrery/logql';
import { logExprOf } from './detectedEndpoints';
import { LokiFailure } from './LokiFailure';
import { limitOf, timeOf } from './parseLokiParameters';
import type { TailOptions } from './tailLogs';

const HOUR_MS = 3_600_000;
const MAX_DELAY_SECONDS = 5;

/** What a client wants to follow, by the URL of its handshake. Throws LokiFailure and LogqlError. */
export function parseTailRequest(url: string, nowMs: number): TailOptions {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname !== '/loki/api/v1/tail') {
    throw new LokiFailure(404, '404 page not found');
  }
  const delay = Number(searchParams.get('delay_for') ?? 0);
  if (!Number.isInteger(delay) || delay < 0) {
    throw new LokiFailure(400, 'delay_for must be a number of seconds');
  }
  if (delay > MAX_DELAY_SECONDS) {
    throw new LokiFailure(
      400,
      `delay_for can't be greater than ${MAX_DELAY_SECONDS}`,
    );
  }
  const expr = logExprOf(searchParams.get('query') ?? '');
  compilePipeline(expr.stages); // a pattern that is none is refused now
  return {
    expr,
    startMs: timeOf(searchParams, 'start', nowMs - HOUR_MS),
    delayMs: delay * 1_000,
    limit: limitOf(searchParams),
  };
}

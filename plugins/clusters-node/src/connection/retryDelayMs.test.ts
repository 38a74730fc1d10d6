import { ClusterError, type ClusterErrorOptions } from '../ClusterError';
import { retryDelayMs } from './retryDelayMs';

function error(options: Omit<ClusterErrorOptions, 'clusterName'>) {
  return new ClusterError('x', { clusterName: 'c', ...options });
}

describe('retryDelayMs()', () => {
  it.each([
    ['a fault without answer', error({ code: 'unreachable' }), 1, 250],
    ['the second attempt', error({ code: 'unreachable' }), 2, 500],
    ['the third attempt', error({ code: 'unreachable' }), 3, 1_000],
    ['the last attempt', error({ code: 'unreachable' }), 4, undefined],
    [
      'a connection that was shut down',
      error({ code: 'unreachable', reason: 'UND_ERR_DESTROYED' }),
      1,
      undefined,
    ],
    ['429', error({ code: 'throttled', status: 429 }), 1, 250],
    ['503', error({ code: 'unreachable', status: 503 }), 1, 250],
    ['500', error({ code: 'unreachable', status: 500 }), 1, undefined],
    [
      '500 with Retry-After',
      error({ code: 'unreachable', status: 500, retryAfterMs: 900 }),
      1,
      900,
    ],
    ['403', error({ code: 'forbidden', status: 403 }), 1, undefined],
    ['a timeout', error({ code: 'timeout' }), 1, undefined],
    ['a malformed answer', error({ code: 'malformed' }), 1, undefined],
  ])('answers for %s', (_, cause, attempt, expected) => {
    expect(retryDelayMs(cause, attempt, () => 1)).toBe(expected);
  });

  it('jitters over the whole range, with Retry-After as the floor', () => {
    const fault = error({ code: 'throttled', status: 429, retryAfterMs: 100 });
    expect(retryDelayMs(fault, 1, () => 0)).toBe(100);
    expect(retryDelayMs(fault, 1, () => 0.8)).toBe(200);
  });
});

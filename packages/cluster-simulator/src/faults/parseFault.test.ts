import { parseFault } from './parseFault';

describe('parseFault()', () => {
  it.each([
    [{ kind: 'down' }, { kind: 'down', how: 'refuse' }],
    [
      { kind: 'slow', latencyMs: 20 },
      { kind: 'slow', latencyMs: 20 },
    ],
    [
      { kind: 'throttle', count: 3, retryAfterSeconds: 2 },
      { kind: 'throttle', count: 3, retryAfterSeconds: 2 },
    ],
    [{ kind: 'expire' }, { kind: 'expire', how: 'event' }],
    [
      { kind: 'dropWatches', how: 'reset', intervalMs: 50 },
      { kind: 'dropWatches', how: 'reset', intervalMs: 50 },
    ],
    [{ kind: 'unauthorized' }, { kind: 'unauthorized' }],
    [{ kind: 'fail' }, { kind: 'fail', code: 503 }],
    [
      { kind: 'fail', code: 404 },
      { kind: 'fail', code: 404 },
    ],
  ])('reads %j', (value, expected) => {
    expect(parseFault(value)).toEqual(expected);
  });

  it.each([
    ['no object', 'down', 'a fault is an object'],
    ['an unknown kind', { kind: 'x' }, 'got "x"'],
    [
      'a ratio above one',
      { kind: 'throttle', ratio: 2 },
      'ratio must be 0–1, got 2',
    ],
    [
      'a status that is no failure',
      { kind: 'fail', code: 200 },
      'code must be one of 403, 404, 500, 503, got 200',
    ],
    [
      'an unknown way',
      { kind: 'down', how: 'melt' },
      'how must be one of refuse, reset, got "melt"',
    ],
  ])('refuses %s', (_name, value, message) => {
    expect(() => parseFault(value)).toThrow(message);
  });
});

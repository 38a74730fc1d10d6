import { parseFaultArguments } from './parseFaultArguments';
import { parseStartArguments } from './parseStartArguments';

describe('parseFaultArguments()', () => {
  it.each([
    ['down', { kind: 'down', how: 'refuse' }],
    ['down --reset', { kind: 'down', how: 'reset' }],
    ['slow --latency 250', { kind: 'slow', latencyMs: 250 }],
    [
      '429 --count 5 --retry-after 3',
      { kind: 'throttle', count: 5, retryAfterSeconds: 3 },
    ],
    ['429 --ratio 0.5', { kind: 'throttle', ratio: 0.5, retryAfterSeconds: 1 }],
    ['410 --interval 2000', { kind: 'expire', how: 'event', intervalMs: 2000 }],
    ['drop-watches', { kind: 'dropWatches', how: 'clean' }],
    ['unauthorized', { kind: 'unauthorized' }],
    ['fail', { kind: 'fail', code: 503 }],
    ['fail --code 404', { kind: 'fail', code: 404 }],
  ])('reads "edge %s"', (text, fault) => {
    expect(parseFaultArguments(['edge', ...text.split(' ')])).toEqual({
      cluster: 'edge',
      controlPort: 7390,
      action: { kind: 'set', fault },
    });
  });

  it('reads "clear" for all faults and for one', () => {
    expect(parseFaultArguments(['edge', 'clear'])?.action).toEqual({
      kind: 'clear',
    });
    expect(parseFaultArguments(['edge', 'clear', '429'])?.action).toEqual({
      kind: 'clear',
      fault: 'throttle',
    });
  });

  it.each([
    [['edge'], 'which cluster and which fault'],
    [['edge', 'sleepy'], 'a fault is one of down, slow, 429'],
    [['edge', 'slow', '--latency', 'x'], '--latency must be a whole number'],
    [
      ['edge', '429', '--ratio', '2'],
      '--ratio must be a number from 0 to 1, got 2',
    ],
    [
      ['edge', 'fail', '--code', '200'],
      '--code must be one of 403, 404, 500, 503, got 200',
    ],
    [['edge', 'down', '--nope'], '--nope'],
  ])('refuses %j in one sentence', (args, message) => {
    expect(() => parseFaultArguments(args)).toThrow(message);
  });
});

describe('parseStartArguments()', () => {
  it('reads every option', () => {
    expect(
      parseStartArguments(
        '--seed 4 --clusters edge,prod-us --pods 5000 --port 21000 --control-port 0 --kubeconfig-out k --quiet --speed 60 --json'.split(
          ' ',
        ),
      ),
    ).toEqual({
      seed: 4,
      clusters: ['edge', 'prod-us'],
      pods: 5000,
      port: 21000,
      speed: 60,
      controlPort: 0,
      kubeconfigOut: 'k',
      incidents: 'none',
      quiet: true,
      delivery: true,
      json: true,
      help: false,
    });
  });

  it('refuses more pods than it can hold', () => {
    expect(() => parseStartArguments(['--pods', '60000'])).toThrow(
      '--pods must be a whole number from 1 to 50000, got 60000',
    );
  });
});

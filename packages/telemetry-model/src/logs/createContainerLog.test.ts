import { createTelemetry } from '../createTelemetry';
import {
  EVERY_INCIDENT,
  HOUR_MS,
  incident,
  shopWorld,
  START_MS,
} from '../testing/shopWorld';
import type { Incident } from '../incident/Incident';
import type { LogLine } from './LogRecord';

const MINUTE_MS = 60_000;
const NOON_MS = START_MS + 12 * HOUR_MS;

function logOf(service: string, incidents: readonly Incident[] = []) {
  const telemetry = createTelemetry(shopWorld({ incidents }), { seed: 1 });
  // After a rollout, the pod that it brought.
  const pod = telemetry.pods.find(
    each => each.service === service && each.deletedAtMs === undefined,
  );
  const log = pod && telemetry.containerLog(pod.uid, pod.containers[0].name);
  if (!pod || !log) throw new Error(`no pod of ${service}`);
  return { pod, log };
}
const textOf = (lines: readonly LogLine[]) =>
  lines.map(line => line.text).join('\n');

describe('ContainerLog', () => {
  const { log, pod } = logOf('shop/cart');
  const whole = log.lines({ fromMs: NOON_MS, toMs: NOON_MS + 2 * HOUR_MS });

  it('gives the same lines for a whole span as for its parts', () => {
    const parts = Array.from({ length: 24 }, (_, part) =>
      log.lines({
        fromMs: NOON_MS + part * 5 * MINUTE_MS,
        toMs: NOON_MS + (part + 1) * 5 * MINUTE_MS,
      }),
    ).flat();
    expect(whole.length).toBeGreaterThan(1_000);
    expect(parts).toEqual(whole);
  });

  it('is in order of time', () => {
    const times = whole.map(line => line.timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('counts a limit from the end it is asked for', () => {
    const range = { fromMs: NOON_MS, toMs: NOON_MS + 2 * HOUR_MS, limit: 25 };
    expect(log.lines(range)).toEqual(whole.slice(0, 25));
    expect(log.lines({ ...range, direction: 'backward' })).toEqual(
      whole.slice(-25),
    );
    expect(log.lines({ ...range, limit: 0, direction: 'backward' })).toEqual(
      [],
    );
  });

  it.each(['shop/cart', 'shop/payments', 'data/payments-db', 'shop/web'])(
    'scans the lines of %s one by one, either way, as they are written',
    service => {
      const chaos = logOf(service, [
        incident(
          'external-outage',
          { kind: 'Service', namespace: 'internet', name: 'card-network' },
          { startMs: START_MS },
        ),
      ]).log;
      const range = { fromMs: NOON_MS, toMs: NOON_MS + 30 * MINUTE_MS };
      const lines = chaos.lines(range);
      const textsOf = (direction: 'forward' | 'backward') =>
        [...chaos.scan({ ...range, direction })].map(({ timeMs, text }) => ({
          timeMs,
          text,
        }));
      expect(textsOf('forward')).toEqual(lines);
      expect(textsOf('backward').reverse()).toEqual(lines);
    },
  );

  it('knows the level of a line without writing it, and none of a stack trace', () => {
    const { log: failing } = logOf('shop/payments', [
      incident(
        'external-outage',
        { kind: 'Service', namespace: 'internet', name: 'card-network' },
        { startMs: START_MS },
      ),
    ]);
    const range = { fromMs: NOON_MS, toMs: NOON_MS + 20 * MINUTE_MS };
    const said = new Map(
      [...failing.scan(range)].map(({ level, text }) => [
        level,
        /^\S+ \S+ ([A-Z]+) /.exec(text)?.[1].toLowerCase() ?? 'unknown',
      ]),
    );
    expect([...said].sort()).toEqual([
      ['error', 'error'],
      ['info', 'info'],
      ['unknown', 'unknown'],
      ['warn', 'warn'],
    ]);
  });

  it('begins with the start-up of the container', () => {
    const texts = log
      .lines({ fromMs: 0, toMs: pod.createdAtMs + 10 * MINUTE_MS, limit: 4 })
      .map(line => JSON.parse(line.text).msg);
    expect(texts).toEqual([
      'booting worker',
      'environment production, 4 plugins registered',
      'connected to upstreams',
      'server listening',
    ]);
  });

  it('is busier by day than by night', () => {
    const count = (hour: number) =>
      log.lines({
        fromMs: START_MS + hour * HOUR_MS,
        toMs: START_MS + (hour + 1) * HOUR_MS,
      }).length;
    expect(count(18)).toBeGreaterThan(1.5 * count(4));
  });

  it.each([
    [
      'shop/web',
      /^10\.\d+\.\d+\.\d+ - - \[02\/Mar\/2026:12:\d\d:\d\d \+0000\] "(GET|POST) \/|\[(notice|warn|error)\]/,
    ],
    ['shop/cart', /^\{"level":(30|40|50),"time":\d+,"pid":1,.*"msg":"/],
    [
      'shop/payments',
      /^2026-03-02 12:\d\d:\d\d,\d{3} (INFO |WARN |ERROR) \[(http-nio|scheduling)-|^com\.shop\.payments|^\tat /,
    ],
    [
      'data/payments-db',
      /^2026-03-02 12:\d\d:\d\d\.\d{3} UTC \[\d+\] (LOG|ERROR|STATEMENT): {2}/,
    ],
    ['data/redis', /^1:M 02 Mar 2026 12:\d\d:\d\d\.\d{3} [*#] /],
    [
      'kube-system/coredns',
      /^[IWE]0302 12:\d\d:\d\d\.\d{6} +1 controller\.go:\d+\] "/,
    ],
  ])('writes %s as its software does', (service, shape) => {
    const lines = logOf(service).log.lines({
      fromMs: NOON_MS,
      toMs: NOON_MS + HOUR_MS / 2,
    });
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(line => !shape.test(line.text))).toEqual([]);
  });

  it.each([
    [
      'slow-database',
      'shop/payments',
      'request to payments-db timed out after 800 ms',
    ],
    ['slow-database', 'data/payments-db', 'still waiting for ShareLock'],
    ['certificate-expiry', 'shop/web', '" 503 '],
    ['dns-failure', 'shop/web', '" 503 '],
    ['external-outage', 'shop/payments', 'request to card-network timed out'],
    ['disk-filling', 'data/payments-db', 'No space left on device'],
    ['retry-storm', 'shop/web', '" 503 '],
    ['cpu-throttling', 'shop/payments', 'worker was not scheduled'],
  ])(
    'tells of %s in the log of %s, and hardly before',
    (kind, service, words) => {
      const given = EVERY_INCIDENT.filter(each => each.kind === kind);
      const telling = logOf(service, given).log;
      const { startMs } = given[0];
      const settledMs = startMs + 50 * MINUTE_MS;
      const said = textOf(
        telling.lines({ fromMs: settledMs, toMs: settledMs + HOUR_MS }),
      );
      const before = textOf(
        telling.lines({ fromMs: startMs - HOUR_MS, toMs: startMs }),
      );
      expect(said.includes(words)).toBe(true);
      expect(said.split(words).length).toBeGreaterThan(
        20 * before.split(words).length,
      );
    },
  );

  it('adds the stack trace of an error of Java', () => {
    const text = textOf(
      logOf('shop/payments', [
        incident(
          'external-outage',
          { kind: 'Service', namespace: 'internet', name: 'card-network' },
          { startMs: START_MS },
        ),
      ]).log.lines({ fromMs: NOON_MS, toMs: NOON_MS + 20 * MINUTE_MS }),
    );
    expect(text).toMatch(
      /ERROR \[http-nio.*\ncom\.shop\.payments\.\w+Exception: .*\n\tat com\.shop\.payments\.client/,
    );
  });

  it('names the same traces in services that the same requests reach', () => {
    const tracesOf = (service: string) => {
      const text = textOf(
        logOf(service).log.lines({
          fromMs: NOON_MS,
          toMs: NOON_MS + 20 * MINUTE_MS,
        }),
      );
      return new Set(text.match(/\b[0-9a-f]{32}\b/g));
    };
    const cart = tracesOf('shop/cart');
    const payments = [...tracesOf('shop/payments')];
    expect(payments.filter(trace => cart.has(trace)).length).toBeGreaterThan(5);
  });

  it('ends a run that failed with its reason, and one killed for memory without a word', () => {
    const world = shopWorld();
    const endMs = START_MS + HOUR_MS;
    const ending = (reason: string, exitCode: number) => {
      const pods = world.pods.map(each => ({
        ...each,
        containers: each.containers.map(container => ({
          ...container,
          runs: [{ ...container.runs[0], toMs: endMs, reason, exitCode }],
        })),
      }));
      const [first] = pods;
      const lines = createTelemetry({ ...world, pods }, { seed: 1 })
        .containerLog(first.uid, 'web')
        ?.lines({
          fromMs: 0,
          toMs: endMs + HOUR_MS,
          limit: 1,
          direction: 'backward',
        });
      return lines?.[0];
    };
    expect(ending('Error', 3)).toEqual({
      timeMs: endMs,
      text: expect.stringContaining(
        'fatal: unrecoverable error, exiting with code 3',
      ),
    });
    expect(ending('OOMKilled', 137)?.timeMs).toBeLessThan(endMs);
  });
});

import { ClusterError, type ClusterErrorCode } from '../ClusterError';
import {
  createManualClock,
  settle,
  type ManualClock,
} from '../__testUtils__/createManualClock';
import type { ClusterStatus } from './ClusterState';
import { HealthLoop } from './HealthLoop';
import type { ClusterProbe } from './probeCluster';

function fault(code: ClusterErrorCode, retryAfterMs?: number) {
  return new ClusterError(`it is ${code}`, {
    code,
    clusterName: 'prod-eu',
    retryAfterMs,
  });
}

describe('HealthLoop', () => {
  let clock: ManualClock;
  let loop: HealthLoop;
  let results: (ClusterProbe | ClusterError)[];
  let seen: ClusterStatus[];
  const refreshCredentials = jest.fn();
  const probe = jest.fn(async (): Promise<ClusterProbe> => {
    const result = results.shift() ?? { version: 'v1.34.1' };
    if (result instanceof ClusterError) throw result;
    return result;
  });

  beforeEach(() => {
    jest.clearAllMocks();
    clock = createManualClock();
    results = [];
    seen = [];
    loop = new HealthLoop({
      clusterName: 'prod-eu',
      clock,
      random: () => 0.5,
      refreshCredentials,
    });
    loop.subscribe(status => seen.push(status));
  });

  afterEach(() => loop.stop());

  async function start(...answers: (ClusterProbe | ClusterError)[]) {
    results.push(...answers);
    loop.start(probe);
    await settle();
  }

  it('is initializing until the first check answered', async () => {
    expect(loop.status()).toEqual({
      state: 'initializing',
      sinceMs: clock.nowMs(),
    });
    await start({ version: 'v1.34.1', identity: 'uid-1' });
    expect(loop.status()).toEqual({
      state: 'connected',
      sinceMs: clock.nowMs(),
      version: 'v1.34.1',
      identity: 'uid-1',
      lastError: undefined,
      nextCheckMs: clock.nowMs() + 30_000,
    });
  });

  it('checks every 30 s while the cluster answers, and tells only what is new', async () => {
    await start();
    await clock.advance(30_000);
    await clock.advance(30_000);
    expect(probe).toHaveBeenCalledTimes(3);
    expect(seen.map(({ state }) => state)).toEqual(['connected']);
  });

  it.each<[ClusterErrorCode, ClusterStatus['state']]>([
    ['unreachable', 'unreachable'],
    ['timeout', 'unreachable'],
    ['unauthorized', 'unauthorized'],
    ['malformed', 'degraded'],
    ['throttled', 'degraded'],
  ])('shows the cause of %s as %s', async (code, state) => {
    await start(fault(code));
    expect(loop.status()).toMatchObject({
      state,
      lastError: { code, message: `it is ${code}` },
    });
  });

  it('is degraded while the API server says that it is not ready', async () => {
    await start({ version: 'v1', notReady: fault('unreachable') });
    expect(loop.status()).toMatchObject({ state: 'degraded', version: 'v1' });
    expect(clock.pendingMs()).toEqual([30_000]);
  });

  it('backs off with jitter while the cluster is away, and heals by itself', async () => {
    await start(...Array.from({ length: 9 }, () => fault('unreachable')));
    const delaysMs: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      const [delayMs] = clock.pendingMs();
      delaysMs.push(delayMs);
      await clock.advance(delayMs);
    }
    expect(delaysMs).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect(loop.status()).toMatchObject({
      state: 'connected',
      lastError: undefined,
    });
    expect(clock.pendingMs()).toEqual([30_000]);
  });

  it('waits at least as long as the server asks for', async () => {
    await start(fault('throttled', 45_000));
    expect(clock.pendingMs()).toEqual([45_000]);
  });

  it('keeps version, identity and the start of the state while the cluster is away', async () => {
    await start(
      { version: 'v1', identity: 'uid-1' },
      fault('unreachable'),
      fault('unreachable'),
    );
    await clock.advance(30_000);
    const sinceMs = clock.nowMs();
    await clock.advance(500);
    expect(loop.status()).toMatchObject({
      state: 'unreachable',
      sinceMs,
      version: 'v1',
      identity: 'uid-1',
    });
  });

  it('signs in anew before it checks a cluster that refused the credential', async () => {
    await start(fault('unauthorized'));
    expect(refreshCredentials).not.toHaveBeenCalled();
    await clock.advance(500);
    expect(refreshCredentials).toHaveBeenCalledTimes(1);
    expect(loop.status().state).toBe('connected');
  });

  it('asks for the identity only until it is known', async () => {
    await start({}, { identity: 'uid-1' }, {});
    await clock.advance(30_000);
    await clock.advance(30_000);
    expect(
      probe.mock.calls.map(([, isIdentified]: unknown[]) => isIdentified),
    ).toEqual([false, false, true]);
  });

  it('checks sooner when a call found the cluster away, but not in a rush', async () => {
    await start({}, fault('unreachable'));
    loop.noteFault();
    await settle();
    expect(probe).toHaveBeenCalledTimes(1);
    await clock.advance(2_000);
    loop.noteFault();
    await settle();
    expect(loop.status().state).toBe('unreachable');
  });

  it('checks on demand, once for all who ask', async () => {
    await start();
    const { signal } = new AbortController();
    results.push(fault('unreachable'));
    const [first, second] = await Promise.all([
      loop.check(signal),
      loop.check(signal),
    ]);
    expect(first.state).toBe('unreachable');
    expect(second).toBe(first);
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('paces itself by what a check on demand found', async () => {
    await start();
    results.push(fault('unreachable'));
    await loop.check(new AbortController().signal);
    await settle();
    expect(clock.pendingMs()).toEqual([500]);
    expect(probe).toHaveBeenCalledTimes(2);
    await clock.advance(500);
    expect(loop.status().state).toBe('connected');
  });

  it('remembers the last contact without announcing it', async () => {
    await start();
    await clock.advance(5_000);
    loop.noteContact();
    expect(loop.status().lastContactMs).toBe(clock.nowMs());
    expect(seen).toHaveLength(1);
  });

  it('makes no check once it failed for good', async () => {
    loop.fail(fault('unsupported'));
    loop.start(probe);
    await settle();
    expect(loop.status()).toMatchObject({
      state: 'failed',
      lastError: { code: 'unsupported' },
    });
    expect(probe).not.toHaveBeenCalled();
  });

  it('stops: no timer, no further event, the last cause kept', async () => {
    await start(fault('unreachable'));
    await loop.stop();
    expect(clock.pendingMs()).toEqual([]);
    expect(loop.status()).toMatchObject({
      state: 'stopped',
      lastError: { code: 'unreachable' },
    });
    const count = seen.length;
    await clock.advance(100_000);
    expect(seen).toHaveLength(count);
    expect(seen[count - 1].state).toBe('stopped');
  });

  it('stops while a check is running, by its signal', async () => {
    let signalOfCheck: AbortSignal | undefined;
    loop.start(
      signal =>
        new Promise((_, reject) => {
          signalOfCheck = signal;
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await settle();
    await loop.stop();
    expect(signalOfCheck?.aborted).toBe(true);
    expect(loop.status().state).toBe('stopped');
  });
});

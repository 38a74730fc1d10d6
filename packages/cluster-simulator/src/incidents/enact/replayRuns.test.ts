import type { ContainerRuntime } from '../../controllers/kubelet/containerRuntime';
import { replayRuns } from './replayRuns';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 2, 2, 9);

const runtime: ContainerRuntime = {
  container: { name: 'cart' },
  isInit: false,
  restartCount: 0,
  phase: {
    kind: 'running',
    startedAtMs: START_MS,
    isReady: true,
    untilMs: Infinity,
  },
};
const crashing = (afterMs: number) => () => ({
  afterMs,
  exitCode: 137,
  reason: 'OOMKilled',
});
const replayed = (afterMs: number, minutes: number) =>
  replayRuns({
    runtime,
    fromMs: START_MS,
    nowMs: START_MS + minutes * MINUTE_MS,
    exitOf: crashing(afterMs),
  });

describe('replayRuns()', () => {
  it('backs off as a kubelet does: not, 10 s, 20 s, 40 s', () => {
    const { runs, waits, runtime: now } = replayed(MINUTE_MS, 5.5);
    expect(runs.map(run => (run.fromMs - START_MS) / 1_000)).toEqual([
      0, 61, 132, 213,
    ]);
    expect(waits.map(wait => (wait.toMs ?? 0) - wait.fromMs)).toEqual([
      11_000, 21_000, 41_000,
    ]);
    expect(now).toMatchObject({
      restartCount: 4,
      phase: { kind: 'running', startedAtMs: START_MS + 314_000 },
      last: { reason: 'OOMKilled', exitCode: 137 },
    });
  });

  it('stands in the middle of a wait', () => {
    const { runtime: now } = replayed(MINUTE_MS, 2.1);
    expect(now).toMatchObject({
      restartCount: 1,
      phase: { kind: 'crashBackOff', untilMs: START_MS + 132_000 },
    });
  });

  it('forgives after ten good minutes', () => {
    const { waits, runs } = replayed(11 * MINUTE_MS, 40);
    expect(runs).toHaveLength(3);
    expect(waits).toEqual([]);
  });

  it('leaves a process alone that does not end in time', () => {
    const { runs, runtime: now } = replayed(10 * MINUTE_MS, 5);
    expect(runs).toEqual([]);
    expect(now).toEqual(runtime);
  });
});

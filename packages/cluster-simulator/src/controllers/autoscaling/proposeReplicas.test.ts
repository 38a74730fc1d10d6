import type { Pod } from '../kinds/Pod';
import { PodSample, proposeReplicas, ReplicaTarget } from './proposeReplicas';

const nowMs = Date.parse('2026-03-02T12:00:00Z');
const ago = (seconds: number) =>
  new Date(nowMs - seconds * 1_000).toISOString();

function pod(
  status: Pod['status'] = {},
  metadata: Partial<Pod['metadata']> = {},
): Pod {
  return {
    metadata: { name: 'web', ...metadata },
    spec: { containers: [] },
    status: {
      phase: 'Running',
      startTime: ago(3_600),
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: ago(3_500) },
      ],
      ...status,
    },
  };
}

/** Pods that request 1000 and use so much. */
function using(
  ...usages: readonly (number | undefined)[]
): readonly PodSample[] {
  return usages.map(usageMillis => ({
    pod: pod(),
    usageMillis,
    requestMillis: 1_000,
  }));
}

const half: ReplicaTarget = { kind: 'utilization', percent: 50 };

function replicasFor(
  samples: readonly PodSample[],
  target = half,
  resource = 'cpu',
  current = samples.length,
): unknown {
  const proposal = proposeReplicas(samples, current, target, {
    resource,
    nowMs,
  });
  return 'failure' in proposal ? proposal.failure : proposal.replicas;
}

const unready = (startedSecondsAgo: number, changedSecondsAgo: number) => ({
  pod: pod({
    startTime: ago(startedSecondsAgo),
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        lastTransitionTime: ago(changedSecondsAgo),
      },
    ],
  }),
  usageMillis: 900,
  requestMillis: 1_000,
});

describe('proposeReplicas()', () => {
  it.each([
    ['grows in proportion', using(1_000, 1_000), 4],
    ['shrinks in proportion', using(250, 250, 250, 250), 2],
    ['rounds up', using(700, 700, 700), 5],
    ['stays within a tenth of the target', using(550, 545), 2],
    ['stays just below it', using(450, 450), 2],
    ['leaves the tolerance', using(561, 561), 3],
  ])('%s', (_, samples, replicas) => {
    expect(replicasFor(samples)).toBe(replicas);
  });

  it('tells utilization and mean in whole numbers', () => {
    expect(
      proposeReplicas(using(333, 334), 2, half, { resource: 'cpu', nowMs }),
    ).toEqual({ replicas: 2, utilization: 33, averageMillis: 333 });
  });

  it('compares the mean of the pods with a value', () => {
    const target = { kind: 'average', millis: 200 } as const;
    expect(replicasFor(using(300, 500), target, 'memory')).toBe(4);
    expect(
      proposeReplicas(using(200, 200), 2, target, {
        resource: 'memory',
        nowMs,
      }),
    ).toEqual({ replicas: 2, averageMillis: 200 });
  });

  it('takes a pod without metrics as busy when it would shrink, as idle when it would grow', () => {
    expect(replicasFor(using(100, 100, undefined))).toBe(3);
    expect(replicasFor(using(100, 100, 100, 100, undefined))).toBe(3);
    expect(replicasFor(using(1_000, undefined))).toBe(2);
    expect(replicasFor(using(1_000, 1_000, undefined))).toBe(4);
  });

  it('takes pods that start up as idle when it would grow, and does without them when it would shrink', () => {
    const starting = unready(60, 60);
    expect(replicasFor([...using(1_000, 1_000), starting])).toBe(4);
    expect(replicasFor([...using(600, 600), starting])).toBe(3);
    expect(replicasFor([...using(100, 100, 100, 100), starting])).toBe(1);
    // Readiness says nothing about memory.
    expect(replicasFor([...using(500, 500), starting], half, 'memory')).toBe(4);
  });

  it('counts a pod that was ready before, and one that has been for a whole window', () => {
    const lateFailure = unready(3_600, 10);
    expect(replicasFor([...using(100), lateFailure])).toBe(2);
    const neverReady = unready(3_600, 3_590);
    expect(replicasFor([...using(100, 100), neverReady])).toBe(1);
    const fresh = (readySecondsAgo: number) => ({
      pod: pod({
        startTime: ago(120),
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: ago(readySecondsAgo),
          },
        ],
      }),
      usageMillis: 1_000,
      requestMillis: 1_000,
    });
    expect(replicasFor([fresh(10)])).toBe(
      'did not receive metrics for targeted pods (pods might be unready)',
    );
    expect(replicasFor([fresh(40)])).toBe(2);
  });

  it('leaves out pods that end or have failed', () => {
    const gone = [
      { ...using(9_000)[0], pod: pod({}, { deletionTimestamp: ago(1) }) },
      { ...using(9_000)[0], pod: pod({ phase: 'Failed' }) },
    ];
    expect(replicasFor([...using(1_000), ...gone], half, 'cpu', 1)).toBe(2);
  });

  it('says why nothing can be said', () => {
    expect(replicasFor([])).toBe(
      'no pods returned by selector while calculating replica count',
    );
    expect(
      replicasFor([{ pod: pod(), usageMillis: 1, requestMillis: 0 }]),
    ).toBe('no metrics returned matched known pods');
  });
});

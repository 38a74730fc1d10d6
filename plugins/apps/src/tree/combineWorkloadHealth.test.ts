import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { Health } from '@orrery/kubernetes-model';
import { cronJob, HEALTHY, ill, job, pod, workload } from '../testing/appRows';
import { buildAppTree } from './buildAppTree';

/** The combined verdict on a Deployment with these pods. */
function verdict(
  own: Partial<Health> & { desired?: number; ready?: number },
  pods: readonly Partial<Parameters<typeof pod>[1]>[],
): Health | undefined {
  const { desired = 3, ready = 2, ...health } = own;
  const deployment = workload('Deployment', 'api', {
    desired,
    ready,
    health: { ...HEALTHY, ...health },
  });
  const rows: LiveRow[] = [
    deployment,
    ...pods.map((fields, index) =>
      pod(`p${index}`, { ...fields, owner: deployment }),
    ),
  ];
  return buildAppTree(rows).nodes.get('prod|Deployment|shop/api')?.health;
}

describe('combineWorkloadHealth()', () => {
  it('is the own verdict while all pods are well', () => {
    expect(verdict({}, [{}, {}])).toEqual(HEALTHY);
  });

  it('is degraded and says how many pods crash-loop although the Deployment counts as available', () => {
    const pods = [
      { health: ill('CrashLoopBackOff') },
      { health: ill('CrashLoopBackOff') },
      {},
    ];
    expect(verdict({}, pods)).toEqual({
      status: 'Degraded',
      reason: 'CrashLoopBackOff',
      message: '2 pods crash-looping',
    });
  });

  it('is failed when nothing is ready', () => {
    expect(
      verdict({ ready: 0 }, [{ health: ill('ImagePullBackOff') }]),
    ).toMatchObject({
      status: 'Failed',
      message: '1 pod cannot pull the image',
    });
  });

  it('names every illness, the most frequent first', () => {
    const pods = [
      { health: ill('Unschedulable') },
      { health: ill('CrashLoopBackOff') },
      { health: ill('CrashLoopBackOff') },
      { health: ill('Strange') },
    ];
    expect(verdict({}, pods)?.message).toBe(
      '2 pods crash-looping, 1 pod unschedulable, 1 pod failing (Strange)',
    );
  });

  it('has lasted since the first pod fell ill', () => {
    const pods = [
      { health: ill('Error', { sinceMs: 900 }) },
      { health: ill('Error', { sinceMs: 400 }) },
    ];
    expect(verdict({}, pods)?.sinceMs).toBe(400);
  });

  it('keeps its own verdict when that is worse', () => {
    const own = {
      status: 'Failed',
      reason: 'ProgressDeadlineExceeded',
      message: 'Rollout stuck',
    } as const;
    expect(verdict(own, [{ health: ill('CrashLoopBackOff') }])).toEqual(own);
  });

  it('says the pods’ words when both are equally bad', () => {
    const own = {
      status: 'Degraded',
      reason: 'Unavailable',
      message: '1 of 3 unavailable',
    } as const;
    expect(verdict(own, [{ health: ill('OOMKilled') }])?.message).toBe(
      '1 pod out of memory',
    );
  });

  it('tells a crash-looping rollout from one that only progresses', () => {
    const own = {
      status: 'Progressing',
      reason: 'RollingOut',
      message: 'Rolling out 1/3',
    } as const;
    expect(verdict(own, [{}])?.message).toBe('Rolling out 1/3');
    expect(verdict(own, [{ health: ill('CrashLoopBackOff') }])?.status).toBe(
      'Degraded',
    );
  });

  it('does not count pods that were evicted or are being deleted', () => {
    expect(
      verdict({}, [
        { health: ill('Evicted') },
        { health: ill('Error'), deletingSinceMs: 1 },
      ]),
    ).toEqual(HEALTHY);
  });

  it('leaves a workload that should run nothing alone', () => {
    const own = {
      status: 'Suspended',
      reason: 'ScaledToZero',
      message: 'Scaled to zero',
    } as const;
    expect(
      verdict({ ...own, desired: 0, ready: 0 }, [{ health: ill('Error') }]),
    ).toEqual(own);
  });

  it('is degraded for a CronJob whose newest job failed, and only then', () => {
    const cron = cronJob('settle');
    const failed = (createdAtMs: number) =>
      job(`j${createdAtMs}`, {
        owner: cron,
        createdAtMs,
        health: ill('BackoffLimitExceeded', { message: 'gave up' }),
      });
    const well = (createdAtMs: number) =>
      job(`j${createdAtMs}`, { owner: cron, createdAtMs });
    const healthOf = (rows: readonly LiveRow[]) =>
      buildAppTree(rows).nodes.get('prod|CronJob|shop/settle')?.health;
    expect(healthOf([cron, well(1), failed(2)])).toMatchObject({
      status: 'Degraded',
      message: 'Last job failed: gave up',
    });
    expect(healthOf([cron, failed(1), well(2)])).toEqual(HEALTHY);
  });

  const UNAVAILABLE = {
    status: 'Degraded',
    reason: 'Unavailable',
    message: '2 of 5 unavailable',
    desired: 5,
  } as const;
  const STARTING: Health = {
    status: 'Progressing',
    reason: 'ContainerCreating',
    message: 'ContainerCreating',
  };

  it('is scaling up while the missing replicas have pods that start', () => {
    const pods = [{}, {}, {}, { health: STARTING }, { health: STARTING }];
    expect(verdict({ ...UNAVAILABLE, ready: 3 }, pods)).toMatchObject({
      status: 'Progressing',
      message: 'Scaling up 3/5',
    });
  });

  it.each([
    ['no pod starts', 3, [{}, {}, {}]],
    ['nothing is ready', 0, [{ health: STARTING }]],
    [
      'those that start are on their way out',
      3,
      [{ health: STARTING, deletingSinceMs: 1 }],
    ],
  ])('stays degraded when %s', (_case, ready, pods) => {
    expect(verdict({ ...UNAVAILABLE, ready }, pods)?.message).toBe(
      '2 of 5 unavailable',
    );
  });

  it('says which pod is ill while others start', () => {
    const pods = [{}, { health: STARTING }, { health: ill('Unschedulable') }];
    expect(verdict({ ...UNAVAILABLE, ready: 1 }, pods)?.message).toBe(
      '1 pod unschedulable',
    );
  });
});

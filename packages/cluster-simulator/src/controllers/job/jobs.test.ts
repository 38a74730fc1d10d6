import { useTestCluster } from '../testing/useTestCluster';

describe('jobs', () => {
  const t = useTestCluster();

  const job = (command: string, spec: Record<string, unknown> = {}) =>
    t.create('jobs.batch', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                name: 'x',
                image: 'shop/x:1',
                command: ['sh', '-c', command],
              },
            ],
          },
        },
        ...spec,
      },
    });
  const status = () =>
    t.cluster.store.get('jobs.batch', 'default', 'x')?.status;
  const end = () =>
    status()?.conditions?.map(each => `${each.type}:${each.reason}`);

  it('completes when enough pods have succeeded, no more than allowed at once', () => {
    t.start();
    job('sleep 5', { completions: 5, parallelism: 2 });
    let most = 0;
    t.cluster.raw.subscribe(() => {
      most = Math.max(most, status()?.active ?? 0);
    }, 'jobs.batch');
    t.seconds(60);
    expect(status()).toMatchObject({ succeeded: 5 });
    expect(end()).toContain('Complete:CompletionsReached');
    expect(most).toBe(2);
  });

  it('fails after its back-off limit, waiting longer each time', () => {
    t.start();
    job('exit 3', { backoffLimit: 2 });
    t.seconds(20);
    expect(status()?.failed).toBe(2);
    t.seconds(60);
    expect(status()?.failed).toBe(3);
    expect(end()).toContain('Failed:BackoffLimitExceeded');
  });

  it('fails at its deadline and stops its pods', () => {
    t.start();
    job('sleep 500', { activeDeadlineSeconds: 30 });
    t.seconds(40);
    expect(end()).toContain('Failed:DeadlineExceeded');
    expect(t.cluster.pods()).toEqual([]);
  });

  it('disappears with its pods when its time to live is over', () => {
    t.start();
    job('sleep 1', { ttlSecondsAfterFinished: 30 });
    t.seconds(25);
    expect(t.names('pods')).toHaveLength(1);
    t.seconds(40);
    expect([t.names('jobs.batch'), t.names('pods')]).toEqual([[], []]);
  });

  it('are created by a CronJob each time its schedule says so, oldest dropped first', () => {
    t.start();
    t.create('cronjobs.batch', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: {
        schedule: '*/10 * * * *',
        successfulJobsHistoryLimit: 2,
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  { name: 'x', image: 'shop/x:1', command: ['true'] },
                ],
              },
            },
          },
        },
      },
    });
    t.seconds(3_700);
    expect(t.names('jobs.batch')).toHaveLength(2);
    expect(
      t.cluster
        .eventsOf('x')
        .filter(each => each.reason === 'SuccessfulCreate'),
    ).toHaveLength(6);
  });
});

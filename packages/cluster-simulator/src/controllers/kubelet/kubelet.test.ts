import { useTestCluster } from '../testing/useTestCluster';

describe('kubelet', () => {
  const t = useTestCluster();

  const pod = (image: string, spec: Record<string, unknown> = {}) =>
    t.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [{ name: 'x', image }], ...spec },
    });
  const status = () => t.cluster.store.get('pods', 'default', 'x')?.status;
  const reasons = () => t.cluster.eventsOf('x').map(each => each.reason);

  it('takes a pod from Pending to ready and reports every step', () => {
    t.start();
    pod('shop/x:1');
    t.seconds(10);
    expect(status()).toMatchObject({
      phase: 'Running',
      containerStatuses: [{ ready: true, restartCount: 0 }],
      podIP: expect.stringMatching(/^10\.244\.\d+\.\d+$/),
    });
    expect(reasons().sort()).toEqual(
      ['Created', 'Pulled', 'Pulling', 'Scheduled', 'Started'].sort(),
    );
  });

  it('runs init containers one after the other before the main container', () => {
    t.start();
    pod('shop/x:1', {
      initContainers: [
        { name: 'one', image: 'shop/i:1', command: ['sh', '-c', 'sleep 20'] },
        { name: 'two', image: 'shop/i:1', command: ['sh', '-c', 'sleep 20'] },
      ],
    });
    t.seconds(10);
    expect(
      status()?.initContainerStatuses?.map(each => Object.keys(each.state)[0]),
    ).toEqual(['running', 'waiting']);
    expect(status()?.containerStatuses?.[0].state.waiting?.reason).toBe(
      'PodInitializing',
    );
    t.seconds(50);
    expect(status()?.phase).toBe('Running');
  });

  it('backs off from an image that does not exist', () => {
    t.start();
    pod('shop/x:2.0.0-missing');
    t.seconds(12);
    expect(status()?.phase).toBe('Pending');
    expect(status()?.containerStatuses?.[0].state.waiting?.reason).toBe(
      'ImagePullBackOff',
    );
    expect(reasons()).toEqual(expect.arrayContaining(['Failed', 'BackOff']));
  });

  it('tells of the failure before while it tries an image again', () => {
    t.start();
    pod('shop/x:2.0.0-missing');
    t.seconds(4);
    const told = new Set<string | undefined>();
    for (let second = 0; second < 120; second++) {
      t.seconds(1);
      told.add(status()?.containerStatuses?.[0].state.waiting?.reason);
    }
    expect([...told].sort()).toEqual(['ErrImagePull', 'ImagePullBackOff']);
  });

  it('restarts a container killed for memory after 0, 10, 20 … seconds', () => {
    t.start();
    pod('shop/x:oom');
    t.seconds(120);
    const [container] = status()?.containerStatuses ?? [];
    expect(container.restartCount).toBeGreaterThanOrEqual(3);
    expect(container.restartCount).toBeLessThanOrEqual(5);
    expect(container.lastState.terminated).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
    t.seconds(1_200);
    expect(status()?.containerStatuses?.[0].restartCount).toBeLessThan(10);
  });

  it('keeps a deleted pod until its containers have stopped', () => {
    t.start();
    pod('shop/x:1');
    t.seconds(10);
    t.cluster.raw.delete('pods', 'default', 'x');
    expect(status()).toBeDefined();
    t.seconds(4);
    expect(status()).toBeUndefined();
  });

  it('ends a one-shot command by itself, and lets its pod succeed', () => {
    t.start();
    pod('busybox', {
      restartPolicy: 'Never',
      containers: [
        { name: 'x', image: 'busybox', command: ['wget'], args: ['web:80'] },
      ],
    });
    t.seconds(10);
    expect(status()?.phase).toBe('Succeeded');
  });

  it('runs an ephemeral container that is added to a running pod, once', () => {
    t.start();
    pod('shop/x:1');
    t.seconds(10);
    const add = (...command: string[]) => {
      const [running] = t.cluster.pods('default');
      t.cluster.store.update('pods', running, current => ({
        ...current,
        spec: {
          ...current.spec,
          ephemeralContainers: [
            ...(current.spec.ephemeralContainers ?? []),
            { name: `debug-${command.length}`, image: 'busybox', command },
          ],
        },
      }));
    };
    add();
    t.seconds(10);
    add('true');
    t.seconds(20);
    expect(status()?.phase).toBe('Running');
    expect(
      status()?.ephemeralContainerStatuses?.map(each => ({
        name: each.name,
        state: Object.keys(each.state),
        restartCount: each.restartCount,
      })),
    ).toEqual([
      { name: 'debug-0', state: ['running'], restartCount: 0 },
      { name: 'debug-1', state: ['terminated'], restartCount: 0 },
    ]);
  });
});

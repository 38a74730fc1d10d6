import { deployment } from '../testing/createTestCluster';
import { useTestCluster } from '../testing/useTestCluster';
import { budgetProblems } from './budgetProblems';

describe('disruption budgets', () => {
  const test = useTestCluster();
  const { create, seconds } = test;
  const selector = { matchLabels: { app: 'web' } };

  function start(spec: Record<string, unknown>, replicas = 4) {
    test.start();
    create('deployments.apps', {
      ...deployment({ replicas }),
      metadata: { name: 'web' },
    });
    create('poddisruptionbudgets.policy', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { selector, ...spec },
    });
    seconds(60);
  }

  const status = () =>
    test.cluster.raw.get('poddisruptionbudgets.policy', 'default', 'web')
      ?.status;
  const reasons = () =>
    test.cluster.eventsOf('web').map(each => `${each.reason}: ${each.message}`);

  it.each([
    [{ minAvailable: 3 }, 3, 1],
    [{ minAvailable: '60%' }, 3, 1],
    [{ maxUnavailable: 1 }, 3, 1],
    [{ maxUnavailable: '30%' }, 2, 2],
    [{ minAvailable: 9 }, 9, 0],
    [{ maxUnavailable: 9 }, 0, 4],
  ])(
    'needs with %j %i healthy of 4 and lets %i go',
    (spec, desired, allowed) => {
      start(spec);
      expect(status()).toMatchObject({
        observedGeneration: 1,
        expectedPods: 4,
        currentHealthy: 4,
        desiredHealthy: desired,
        disruptionsAllowed: allowed,
        conditions: [
          {
            type: 'DisruptionAllowed',
            status: allowed > 0 ? 'True' : 'False',
            reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
          },
        ],
      });
    },
  );

  it('takes shares of what the workload asks for, not of the pods that are there', () => {
    start({ minAvailable: '50%' });
    create('resourcequotas', {
      metadata: { name: 'quota' },
      spec: { hard: { pods: '4' } },
    });
    test.cluster.raw.update('deployments.apps', 'default', 'web', current => ({
      ...current,
      spec: { ...Object(current.spec), replicas: 10 },
    }));
    seconds(30);
    expect(status()).toMatchObject({
      expectedPods: 10,
      currentHealthy: 4,
      desiredHealthy: 5,
      disruptionsAllowed: 0,
    });
  });

  it('does not count an evicted pod as healthy, for two minutes', () => {
    start({ minAvailable: 3 });
    const [{ metadata }] = test.cluster.pods('default');
    test.cluster.raw.update(
      'poddisruptionbudgets.policy',
      'default',
      'web',
      current => ({
        ...current,
        status: {
          ...Object(current.status),
          disruptedPods: {
            [metadata.name]: new Date(test.cluster.clock.nowMs()).toISOString(),
          },
        },
      }),
    );
    seconds(5);
    expect(status()).toMatchObject({
      currentHealthy: 3,
      disruptionsAllowed: 0,
    });
    seconds(120);
    expect(status()).toMatchObject({ currentHealthy: 4 });
    expect(status()).not.toHaveProperty('disruptedPods');
  });

  it('says that it guards nothing, or what it cannot count', () => {
    start({ minAvailable: 1, selector: { matchLabels: { app: 'none' } } });
    expect(reasons()).toContain('NoPods: No matching pods found');
    create('pods', {
      metadata: {
        name: 'own',
        labels: { app: 'none' },
        ownerReferences: [
          {
            apiVersion: 'x/v1',
            kind: 'Odd',
            name: 'o',
            uid: 'u',
            controller: true,
          },
        ],
      },
      spec: { containers: [] },
    });
    seconds(5);
    expect(reasons()).toContain(
      'CalculateExpectedPodCountFailed: Failed to calculate the number of expected pods: found no controllers for pod "own"',
    );
    expect(status()).toMatchObject({
      disruptionsAllowed: 0,
      conditions: [{ status: 'False', reason: 'SyncFailed' }],
    });
  });
});

describe('budgetProblems()', () => {
  it.each([
    [{ minAvailable: 1 }, []],
    [{ minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' }, []],
    [{ minAvailable: 1, maxUnavailable: 1 }, ['spec']],
    [{ minAvailable: -1 }, ['spec.minAvailable']],
    [{ maxUnavailable: '101%' }, ['spec.maxUnavailable']],
    [{ maxUnavailable: 'half' }, ['spec.maxUnavailable']],
    [
      { unhealthyPodEvictionPolicy: 'Never' },
      ['spec.unhealthyPodEvictionPolicy'],
    ],
  ])('finds in %j the fields %j', (spec, fields) => {
    const budget = { metadata: { name: 'web' }, spec };
    expect(budgetProblems(budget).map(each => each.field)).toEqual(fields);
  });
});

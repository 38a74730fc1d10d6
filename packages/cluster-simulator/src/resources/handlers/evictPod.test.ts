import {
  podBody,
  startTestApiServer,
} from '../../server/testing/startTestApiServer';

const pods = '/api/v1/namespaces/default/pods';
const budgets = 'poddisruptionbudgets.policy';

describe('evictPod()', () => {
  let server: Awaited<ReturnType<typeof startTestApiServer>>;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  async function addPod(name: string, ready = 'True', phase = 'Running') {
    await server.call('POST', pods, podBody(name, { app: 'x' }));
    server.store.update('pods', 'default', name, pod => ({
      ...pod,
      spec: { ...Object(pod.spec), nodeName: 'n' },
      status: { phase, conditions: [{ type: 'Ready', status: ready }] },
    }));
  }

  function addBudget(
    status: Readonly<Record<string, unknown>>,
    spec: Readonly<Record<string, unknown>> = {},
    name = 'budget',
  ) {
    server.store.create(budgets, {
      metadata: { name, namespace: 'default' },
      spec: { selector: { matchLabels: { app: 'x' } }, ...spec },
      status: {
        observedGeneration: 1,
        disruptionsAllowed: 0,
        desiredHealthy: 2,
        currentHealthy: 2,
        expectedPods: 2,
        ...status,
      },
    });
  }

  async function evict(name: string, query = '') {
    const { code, json } = await server.call(
      'POST',
      `${pods}/${name}/eviction${query}`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } },
    );
    return [code, code < 400 ? undefined : json.details?.causes?.[0]?.message];
  }

  const isLeaving = (name: string) =>
    server.store.get('pods', 'default', name)?.metadata.deletionTimestamp !==
    undefined;

  it('takes from the budget, marks the pod, and refuses when nothing is left', async () => {
    await addPod('a');
    await addPod('b');
    addBudget({ disruptionsAllowed: 1, currentHealthy: 3 });
    expect(await evict('a')).toEqual([201, undefined]);
    expect(isLeaving('a')).toBe(true);
    expect(server.store.get('pods', 'default', 'a')?.status).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'DisruptionTarget',
          reason: 'EvictionByEvictionAPI',
        }),
      ]),
    });
    expect(
      server.store.get(budgets, 'default', 'budget')?.status,
    ).toMatchObject({
      disruptionsAllowed: 0,
      disruptedPods: { a: expect.any(String) },
      conditions: [{ type: 'DisruptionAllowed', status: 'False' }],
    });
    expect(await evict('b')).toEqual([
      429,
      'The disruption budget budget needs 2 healthy pods and has 3 currently',
    ]);
    expect(isLeaving('b')).toBe(false);
  });

  it('changes nothing in a dry run', async () => {
    await addPod('a');
    addBudget({ disruptionsAllowed: 1 });
    expect((await evict('a', '?dryRun=All'))[0]).toBe(201);
    expect(isLeaving('a')).toBe(false);
    expect(
      server.store.get(budgets, 'default', 'budget')?.status,
    ).toMatchObject({ disruptionsAllowed: 1 });
  });

  it('refuses a pod of two budgets', async () => {
    await addPod('a');
    addBudget({ disruptionsAllowed: 1 });
    addBudget({ disruptionsAllowed: 1 }, {}, 'second');
    expect((await evict('a'))[0]).toBe(500);
  });

  it('lets pods go that do not run, whatever the budget says', async () => {
    await addPod('waiting', 'False', 'Pending');
    await addPod('done', 'False', 'Succeeded');
    addBudget({});
    expect((await evict('waiting'))[0]).toBe(201);
    expect((await evict('done'))[0]).toBe(201);
  });

  it.each([
    [undefined, 2, 201],
    [undefined, 1, 429],
    ['IfHealthyBudget', 1, 429],
    ['AlwaysAllow', 1, 201],
  ])(
    'treats a pod that is not ready by the policy %s, with %i of 2 healthy',
    async (unhealthyPodEvictionPolicy, currentHealthy, code) => {
      await addPod('a', 'False');
      addBudget({ currentHealthy }, { unhealthyPodEvictionPolicy });
      expect((await evict('a'))[0]).toBe(code);
    },
  );

  it('waits for a budget that its controller has not seen, or cannot count', async () => {
    await addPod('a');
    addBudget({ disruptionsAllowed: 1, observedGeneration: 0 });
    expect(await evict('a')).toEqual([
      429,
      'The disruption budget budget is still being processed by the server.',
    ]);
    server.store.update(budgets, 'default', 'budget', current => ({
      ...current,
      status: {
        observedGeneration: 1,
        disruptionsAllowed: 0,
        conditions: [
          {
            type: 'DisruptionAllowed',
            status: 'False',
            reason: 'SyncFailed',
            message: 'found no controllers for pod "a"',
          },
        ],
      },
    }));
    expect((await evict('a'))[1]).toBe(
      'The disruption budget budget does not allow evicting pods currently because it failed sync: found no controllers for pod "a"',
    );
  });

  it('guards every pod by an empty selector, and none without one', async () => {
    await addPod('a');
    addBudget({}, { selector: undefined });
    expect((await evict('a'))[0]).toBe(201);
    await addPod('b');
    addBudget({}, { selector: {} }, 'all');
    expect((await evict('b'))[0]).toBe(429);
  });
});

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { conditionsOf, containersOf } from './podFacts';

function object(
  kind: string,
  spec: unknown,
  status?: unknown,
): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name: 'a' }, spec, status };
}

const app = { name: 'app', image: 'shop:v1' };
const stateOf = (state: unknown) => {
  const statuses = [{ name: 'app', state }];
  const [fact] = containersOf(
    object('Pod', { containers: [app] }, { containerStatuses: statuses }),
  );
  return { state: fact.state, isIll: fact.isIll };
};

describe('containersOf()', () => {
  it('lists init containers, containers and ephemeral ones with their state', () => {
    const spec = {
      initContainers: [{ name: 'migrate', image: 'db:v1' }],
      containers: [
        {
          ...app,
          ports: [
            { containerPort: 8080 },
            { containerPort: 53, protocol: 'UDP' },
          ],
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { memory: '128Mi' },
          },
        },
      ],
      ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
    };
    const status = {
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 3,
          state: { running: {} },
          lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
        },
      ],
    };
    const facts = containersOf(object('Pod', spec, status));
    expect(facts.map(({ name, role }) => `${role} ${name}`)).toEqual([
      'init migrate',
      'container app',
      'ephemeral debug',
    ]);
    expect(facts[1]).toEqual({
      name: 'app',
      image: 'shop:v1',
      role: 'container',
      state: 'Running',
      isIll: false,
      ready: true,
      restarts: 3,
      lastEnd: 'OOMKilled (exit 137)',
      ports: ['8080/TCP', '53/UDP'],
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { memory: '128Mi' },
    });
  });

  it.each([
    [{ running: {} }, 'Running', false],
    [
      { waiting: { reason: 'ContainerCreating' } },
      'Waiting: ContainerCreating',
      false,
    ],
    [{ waiting: {} }, 'Waiting', false],
    [
      { waiting: { reason: 'CrashLoopBackOff' } },
      'Waiting: CrashLoopBackOff',
      true,
    ],
    [{ waiting: { reason: 'ErrImagePull' } }, 'Waiting: ErrImagePull', true],
    [
      { waiting: { reason: 'CreateContainerConfigError' } },
      'Waiting: CreateContainerConfigError',
      true,
    ],
    [
      { terminated: { reason: 'Completed', exitCode: 0 } },
      'Terminated: Completed (exit 0)',
      false,
    ],
    [
      { terminated: { reason: 'Error', exitCode: 2 } },
      'Terminated: Error (exit 2)',
      true,
    ],
    [{}, 'Not started', false],
  ])('says of the state %j: %s', (state, text, isIll) => {
    expect(stateOf(state)).toEqual({ state: text, isIll });
  });

  it('claims no state of containers that have none yet', () => {
    const [fact] = containersOf(object('Pod', { containers: [app] }));
    expect(fact).toMatchObject({ isIll: false });
    expect([fact.state, fact.ready, fact.restarts]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['Deployment', { template: { spec: { containers: [app] } } }],
    ['Job', { template: { spec: { containers: [app] } } }],
    [
      'CronJob',
      {
        jobTemplate: {
          spec: { template: { spec: { containers: [app] } } },
        },
      },
    ],
  ])('reads the template of a %s, without state', (kind, spec) => {
    expect(containersOf(object(kind, spec))).toMatchObject([
      { name: 'app', image: 'shop:v1' },
    ]);
  });

  it('survives objects that have nothing of it', () => {
    expect(containersOf(object('ConfigMap', undefined))).toEqual([]);
    expect(containersOf(object('Pod', { containers: 'none' }))).toEqual([]);
  });
});

describe('conditionsOf()', () => {
  it('reads conditions with the time of their last change', () => {
    const conditions = [
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'not ready: [app]',
        lastTransitionTime: '2026-01-01T00:00:10Z',
      },
      { type: 'Progressing', status: 'True', lastUpdateTime: 'never' },
    ];
    expect(conditionsOf(object('Pod', {}, { conditions }))).toEqual([
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'not ready: [app]',
        sinceMs: Date.UTC(2026, 0, 1, 0, 0, 10),
      },
      { type: 'Progressing', status: 'True' },
    ]);
  });
});

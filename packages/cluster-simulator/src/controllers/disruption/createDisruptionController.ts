import type { Controller, ControllerContext } from '../ControllerContext';
import type { PodDisruptionBudget } from '../kinds/Service';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { replaceCondition } from '../replaceCondition';
import { budgetClaims } from './budgetClaims';
import { disruptionStatus, nextTimeoutMs } from './disruptionStatus';
import { expectedScaleOf } from './expectedScaleOf';

const COMPONENT = 'controllermanager';

const workloads = [
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
] as const;

/** Keeps the status of PodDisruptionBudgets, by which evictions are granted. */
export function createDisruptionController(
  context: ControllerContext,
): Controller {
  const { store, clock, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `budget ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const budget = store.get('poddisruptionbudgets.policy', namespace, name);
    if (!budget) return;
    const pods = store
      .list('pods', namespace)
      .filter(pod => budgetClaims(budget, pod));
    if (pods.length === 0)
      record(budget, 'Normal', 'NoPods', 'No matching pods found');
    const scale = expectedScaleOf(store, pods);
    if (typeof scale === 'object') {
      fail(budget, scale.failure);
      return;
    }
    const nowMs = clock.nowMs();
    const status = disruptionStatus(budget, pods, scale, nowMs);
    store.update('poddisruptionbudgets.policy', budget, current => ({
      ...current,
      status,
    }));
    const timeoutMs = nextTimeoutMs(status);
    if (timeoutMs !== undefined) queue.add(key, Math.max(1, timeoutMs - nowMs));
  }

  /** What cannot be counted may not be disrupted. */
  function fail(budget: PodDisruptionBudget, why: string) {
    record(
      budget,
      'Warning',
      'CalculateExpectedPodCountFailed',
      `Failed to calculate the number of expected pods: ${why}`,
    );
    store.update('poddisruptionbudgets.policy', budget, current => ({
      ...current,
      status: {
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
        ...current.status,
        disruptionsAllowed: 0,
        observedGeneration: current.metadata.generation,
        conditions: replaceCondition(
          current.status?.conditions,
          {
            type: 'DisruptionAllowed',
            status: 'False',
            reason: 'SyncFailed',
            message: why,
            observedGeneration: current.metadata.generation,
          },
          clock.nowMs(),
        ),
      },
    }));
  }

  function record(
    budget: PodDisruptionBudget,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) {
    events.record(budget, { type, reason, message, component: COMPONENT });
  }

  const budgetsIn = (namespace: string | undefined) =>
    store.list('poddisruptionbudgets.policy', namespace);

  store
    .list('poddisruptionbudgets.policy')
    .forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('poddisruptionbudgets.policy', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    store.subscribe('pods', ({ object }) => {
      for (const budget of budgetsIn(object.metadata.namespace))
        if (budgetClaims(budget, object)) queue.add(keyOf(budget));
    }),
    ...workloads.map(resource =>
      store.subscribe(resource, ({ kind, object, previous }) => {
        if (
          kind === 'modified' &&
          object.spec.replicas !== previous?.spec.replicas
        )
          for (const budget of budgetsIn(object.metadata.namespace))
            queue.add(keyOf(budget));
      }),
    ),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

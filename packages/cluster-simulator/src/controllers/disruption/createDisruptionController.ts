import type { Controller, ControllerContext } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';
import type { PodDisruptionBudget } from '../kinds/Service';
import { claimsLabels } from '../claimsLabels';
import { isPodActive, isPodReady } from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { resolveIntOrPercent } from '../resolveIntOrPercent';

/** Keeps the status of PodDisruptionBudgets, by which evictions are granted. */
export function createDisruptionController(
  context: ControllerContext,
): Controller {
  const { store, clock } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `budget ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const budget = store.get('poddisruptionbudgets.policy', namespace, name);
    if (!budget) return;
    const pods = store.list('pods', namespace);
    store.update('poddisruptionbudgets.policy', budget, current => ({
      ...current,
      status: disruptionStatus(current, pods),
    }));
  }
  store
    .list('poddisruptionbudgets.policy')
    .forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('poddisruptionbudgets.policy', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    store.subscribe('pods', ({ object }) => {
      const { namespace, labels } = object.metadata;
      for (const budget of store.list(
        'poddisruptionbudgets.policy',
        namespace,
      )) {
        if (claimsLabels(budget.spec.selector, labels))
          queue.add(keyOf(budget));
      }
    }),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** How many pods of a budget are healthy, must be, and may go. */
export function disruptionStatus(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
): NonNullable<PodDisruptionBudget['status']> {
  const { minAvailable, maxUnavailable, selector } = budget.spec;
  const own = pods.filter(
    pod => isPodActive(pod) && claimsLabels(selector, pod.metadata.labels),
  );
  const expectedPods = own.length;
  const currentHealthy = own.filter(isPodReady).length;
  const desiredHealthy =
    maxUnavailable === undefined
      ? resolveIntOrPercent(minAvailable ?? 1, expectedPods, 'up')
      : Math.max(
          0,
          expectedPods -
            resolveIntOrPercent(maxUnavailable, expectedPods, 'up'),
        );
  return {
    observedGeneration: budget.metadata.generation,
    disruptionsAllowed: Math.max(0, currentHealthy - desiredHealthy),
    currentHealthy,
    desiredHealthy,
    expectedPods,
  };
}

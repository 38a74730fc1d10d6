import {
  KubernetesObject,
  labelSelectorOf,
  matchesLabelSelector,
} from '@orrery/kubernetes-model';
import {
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
} from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { StatusError } from '../../status/StatusError';
import { parseDeleteOptions } from './deleteObject';
import { existing, ObjectTarget } from './replaceObject';
import { parseDryRun } from './WriteOptions';

const budgets = 'poddisruptionbudgets.policy';

/** POST of `pods/…/eviction`: deletes the pod unless a disruption budget forbids it, and takes one from the budget. */
export function evictPod(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { store } = context;
  const pod = existing(context, target);
  const options = objectAt(request.body, 'deleteOptions');
  const isDryRun = parseDryRun([
    ...request.query.getAll('dryRun'),
    ...stringsAt(options, 'dryRun'),
  ]);
  const matching = store
    .list(budgets, target.namespace)
    .filter(budget =>
      matchesLabelSelector(
        labelSelectorOf(objectAt(budget, 'spec', 'selector')),
        pod.metadata.labels,
      ),
    );
  if (matching.length > 1) {
    throw new StatusError(
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = matching;
  const disrupts =
    isHealthy(pod) && pod.metadata.deletionTimestamp === undefined;
  if (budget && disrupts) {
    const allowed = numberAt(budget, 'status', 'disruptionsAllowed') ?? 0;
    if (allowed <= 0) throw budgetExhausted(budget);
    if (!isDryRun) {
      store.update(
        budgets,
        target.namespace,
        budget.metadata.name,
        current => ({
          ...current,
          status: {
            ...objectAt(current, 'status'),
            disruptionsAllowed: allowed - 1,
          },
        }),
      );
    }
  }
  if (!isDryRun) {
    store.delete(
      'pods',
      target.namespace,
      target.name,
      parseDeleteOptions({ body: options, query: new URLSearchParams() }),
    );
  }
  return {
    kind: 'json',
    code: 201,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    },
  };
}

function isHealthy(pod: KubernetesObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return (
    phase !== 'Succeeded' &&
    phase !== 'Failed' &&
    objectsAt(pod, 'status', 'conditions').some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
  );
}

function budgetExhausted(budget: KubernetesObject): StatusError {
  const wanted = numberAt(budget, 'status', 'desiredHealthy') ?? 0;
  const healthy = numberAt(budget, 'status', 'currentHealthy') ?? 0;
  return new StatusError(
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${budget.metadata.name} needs ${wanted} healthy pods and has ${healthy} currently`,
          },
        ],
      },
    },
  );
}

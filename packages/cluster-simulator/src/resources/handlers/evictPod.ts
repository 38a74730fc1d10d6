import { toTimestamp } from '../../controllers/ControllerContext';
import { budgetClaims } from '../../controllers/disruption/budgetClaims';
import { withAllowedCondition } from '../../controllers/disruption/disruptionStatus';
import { isPodReady } from '../../controllers/podState';
import { replaceCondition } from '../../controllers/replaceCondition';
import { createTypedStore, parseKind } from '../../controllers/TypedStore';
import type { Pod } from '../../controllers/kinds/Pod';
import type { PodDisruptionBudget } from '../../controllers/kinds/Service';
import { objectAt, stringAt, stringsAt } from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { StatusError } from '../../status/StatusError';
import { badRequest, forbidden } from '../../status/statusErrors';
import { parseDeleteOptions } from './deleteObject';
import { existing, ObjectTarget } from './replaceObject';
import { parseDryRun } from './WriteOptions';

const budgets = 'poddisruptionbudgets.policy';

/** So many evicted pods at most may wait for their end. */
const MAX_DISRUPTED = 2_000;

/** POST of `pods/…/eviction`: deletes the pod unless a disruption budget forbids it. Source: `EvictionREST` of k8s.io/kubernetes. */
export function evictPod(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { store } = context;
  const pod = parseKind('pods', existing(context, target));
  const named = stringAt(request.body, 'metadata', 'name');
  if (named && named !== target.name)
    throw badRequest('name in URL does not match name in Eviction object');
  const options = objectAt(request.body, 'deleteOptions');
  const isDryRun = parseDryRun([
    ...request.query.getAll('dryRun'),
    ...stringsAt(options, 'dryRun'),
  ]);
  const budget = isBeyondBudgets(pod) ? undefined : budgetOf(context, pod);
  if (budget && !isFreeToGo(pod, budget)) {
    checkAllowed(budget);
    if (!isDryRun) takeFrom(context, budget, pod);
  }
  if (!isDryRun) {
    announce(context, pod);
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

/** Pods that do not run yet, or any more, are nobody's loss. */
function isBeyondBudgets({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp !== undefined ||
    ['Succeeded', 'Failed', 'Pending'].includes(status?.phase ?? '')
  );
}

function budgetOf(
  { store }: ApiContext,
  pod: Pod,
): PodDisruptionBudget | undefined {
  const matching = store
    .list(budgets, pod.metadata.namespace)
    .filter(budget => budgetClaims(budget, pod));
  if (matching.length > 1) {
    throw new StatusError(
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = matching;
  return budget && parseKind(budgets, budget);
}

/** A pod that is not ready goes without a charge: always, or while the others are enough, as the budget's policy says. */
function isFreeToGo(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isPodReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
}

function checkAllowed({ metadata, status }: PodDisruptionBudget): void {
  const { name, generation = 0 } = metadata;
  if ((status?.observedGeneration ?? 0) < generation)
    throw tooMany(
      `The disruption budget ${name} is still being processed by the server.`,
      10,
    );
  const allowed = status?.disruptionsAllowed ?? 0;
  const resource = { plural: 'poddisruptionbudget', group: 'policy' };
  if (allowed < 0)
    throw forbidden(resource, name, 'pdb disruptions allowed is negative');
  if (Object.keys(status?.disruptedPods ?? {}).length > MAX_DISRUPTED)
    throw forbidden(
      resource,
      name,
      'DisruptedPods map too big - too many evictions not confirmed by PDB controller',
    );
  if (allowed > 0) return;
  const failure = status?.conditions?.find(
    each => each.type === 'DisruptionAllowed' && each.reason === 'SyncFailed',
  );
  throw tooMany(
    failure
      ? `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${failure.message}`
      : `The disruption budget ${name} needs ${
          status?.desiredHealthy ?? 0
        } healthy pods and has ${status?.currentHealthy ?? 0} currently`,
  );
}

/** Charges the budget at once, before its controller sees the pod go. */
function takeFrom(
  { store }: ApiContext,
  budget: PodDisruptionBudget,
  pod: Pod,
): void {
  const nowMs = store.clock.nowMs();
  createTypedStore(store).update(budgets, budget, current => {
    const { status } = current;
    return (
      status && {
        ...current,
        status: withAllowedCondition(
          {
            ...status,
            disruptionsAllowed: status.disruptionsAllowed - 1,
            disruptedPods: {
              ...status.disruptedPods,
              [pod.metadata.name]: toTimestamp(nowMs),
            },
          },
          nowMs,
        ),
      }
    );
  });
}

function announce({ store }: ApiContext, pod: Pod): void {
  createTypedStore(store).update('pods', pod, current => ({
    ...current,
    status: {
      ...current.status,
      conditions: replaceCondition(
        current.status?.conditions,
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'EvictionByEvictionAPI',
          message: 'Eviction API: evicting',
        },
        store.clock.nowMs(),
      ),
    },
  }));
}

function tooMany(message: string, retryAfterSeconds?: number): StatusError {
  return new StatusError(
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      details: {
        causes: [{ reason: 'DisruptionBudget', message }],
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      },
    },
  );
}

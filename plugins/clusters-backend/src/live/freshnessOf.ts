import type { ClusterFreshness } from '@orrery/backstage-plugin-clusters-common';
import type { WatchStatus } from '@orrery/watch-cache';
import type { ListPlan } from '../access/planList';
import { causeBeside } from '../errors/causeBeside';
import { viewStateOf } from './viewStateOf';

/** From good to bad: the worst watch of a cluster speaks for it. */
const order = ['live', 'loading', 'stale', 'failed', 'forbidden'] as const;

/**
 * How fresh one cluster's part of an answer is, from its plan (absent: not settled yet) and the watches that answer it.
 * `synced` only when all are; `asOfMs` is the oldest contact. `undefined` for a cluster that is not mentioned.
 */
export function freshnessOf(
  cluster: string,
  plan: ListPlan | undefined,
  statuses: readonly WatchStatus[],
): ClusterFreshness | undefined {
  if (plan === undefined) {
    return { cluster, state: 'loading', synced: false };
  }
  if (plan.kind === 'closed') {
    return plan.state === 'hidden'
      ? undefined
      : {
          cluster,
          state: plan.state,
          synced: false,
          cause: plan.cause,
          ...(plan.tokenProvider !== undefined && {
            tokenProvider: plan.tokenProvider,
          }),
        };
  }
  const views = statuses.map(viewStateOf);
  const worst = views.reduce((a, b) =>
    order.indexOf(b.state) > order.indexOf(a.state) ? b : a,
  );
  const contacts = views.flatMap(({ asOfMs }) => asOfMs ?? []);
  const cause = worst.cause ?? plan.cause;
  return {
    cluster,
    state: worst.state,
    synced: views.every(({ synced }) => synced),
    ...(contacts.length > 0 && { asOfMs: Math.min(...contacts) }),
    ...(cause !== undefined && { cause: causeBeside(cluster, cause) }),
    ...(worst.nextAttemptMs !== undefined && {
      nextAttemptMs: worst.nextAttemptMs,
    }),
    ...(plan.forbiddenNamespaces && {
      forbiddenNamespaces: plan.forbiddenNamespaces,
    }),
  };
}

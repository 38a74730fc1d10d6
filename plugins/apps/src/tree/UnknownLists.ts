import type { ClusterFreshness } from '@orrery/backstage-plugin-clusters-common';
import type { AppKind } from './AppTree';

/** Why objects of a kind are not known in a place. */
export interface UnknownList {
  /** `missing`: not read yet, it may still come. */
  readonly kind: 'missing' | 'forbidden';
  /** `pods not loaded yet`, `not permitted: list pods`. */
  readonly words: string;
}

/** Where absence means nothing: lists that were never complete, or that the viewer may not read. */
export interface UnknownLists {
  /** `undefined` when what is there is all there is (as of the last contact). */
  of(
    kind: AppKind,
    cluster: string,
    namespace?: string,
  ): UnknownList | undefined;
}

/** What is known of one kind's answer. */
export interface KindAnswer {
  readonly kind: AppKind;
  readonly freshness: readonly ClusterFreshness[];
  /** Why nothing of the kind is shown. */
  readonly error?: Error;
}

const PLURALS: Readonly<Record<AppKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'stateful sets',
  DaemonSet: 'daemon sets',
  CronJob: 'cron jobs',
  Job: 'jobs',
  ReplicaSet: 'replica sets',
  Pod: 'pods',
};

export const NOTHING_UNKNOWN: UnknownLists = { of: () => undefined };

/** A kind that was not asked for is taken as known; a cluster that its answer does not mention is withheld from the viewer. */
export function unknownListsOf(answers: readonly KindAnswer[]): UnknownLists {
  const byKind = new Map(
    answers.map(({ kind, freshness, error }) => [
      kind,
      {
        error,
        byCluster: new Map(freshness.map(each => [each.cluster, each])),
      },
    ]),
  );
  return {
    of(kind, cluster, namespace) {
      const answer = byKind.get(kind);
      if (!answer) return undefined;
      const plural = PLURALS[kind];
      const freshness = answer.byCluster.get(cluster);
      if (!freshness) {
        return answer.error
          ? { kind: 'forbidden', words: answer.error.message }
          : { kind: 'forbidden', words: `not permitted: list ${plural}` };
      }
      if (freshness.state === 'forbidden') {
        return {
          kind: 'forbidden',
          words: `not permitted: ${freshness.cause ?? `list ${plural}`}`,
        };
      }
      if (!freshness.synced) {
        return { kind: 'missing', words: `${plural} not loaded yet` };
      }
      return namespace && freshness.forbiddenNamespaces?.includes(namespace)
        ? {
            kind: 'forbidden',
            words: `not permitted: list ${plural} in ${namespace}`,
          }
        : undefined;
    },
  };
}

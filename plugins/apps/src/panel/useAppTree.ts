import type {
  ClusterFreshness,
  LiveQuery,
} from '@orrery/backstage-plugin-clusters-common';
import { useLiveQuery } from '@orrery/backstage-plugin-clusters-react';
import type { LiveQueryResult } from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useMemo, useRef } from 'react';
import type { AppKind, AppTree } from '../tree/AppTree';
import { buildAppTree, EMPTY_APP_TREE } from '../tree/buildAppTree';
import { unknownListsOf } from '../tree/UnknownLists';
import { mergeFreshness } from './mergeFreshness';

/** What workloads to look at. */
export type AppScope = Pick<LiveQuery, 'clusters' | 'namespace' | 'selector'>;

export interface UseAppTree {
  /** `loading` until every kind answered: a pod without its owner would look like a bare pod. */
  readonly state: 'loading' | 'ready' | 'error';
  readonly tree: AppTree;
  readonly freshness: readonly ClusterFreshness[];
  /** False while workloads may exist that are not counted: a list was never complete, or is withheld. */
  readonly isComplete: boolean;
  readonly error?: Error;
  readonly retry: () => void;
}

/** The live workloads of a scope as a tree; unchanged parts keep their identity. */
export function useAppTree(scope: AppScope): UseAppTree {
  const answers = [
    useKind('Deployment', scope),
    useKind('StatefulSet', scope),
    useKind('DaemonSet', scope),
    useKind('CronJob', scope),
    useKind('Job', scope),
    useKind('ReplicaSet', scope),
    useKind('Pod', scope),
  ];
  const state = stateOf(answers);
  const previous = useRef<AppTree>(EMPTY_APP_TREE);
  const tree = useMemo(
    () =>
      state === 'loading'
        ? EMPTY_APP_TREE
        : buildAppTree(
            answers.flatMap(answer => answer.rows),
            previous.current,
            unknownListsOf(answers),
          ),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [state, ...answers.flatMap(answer => [answer.rows, answer.freshness])],
  );
  previous.current = tree;
  const freshness = useMemo(
    () => mergeFreshness(answers.map(answer => answer.freshness)),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    answers.map(answer => answer.freshness),
  );
  const latest = useRef(answers);
  latest.current = answers;
  const retry = useCallback(() => {
    for (const answer of latest.current) {
      if (answer.state === 'error') answer.restart();
    }
  }, []);
  const error = answers.find(answer => answer.error)?.error;
  const isComplete =
    error === undefined &&
    freshness.every(
      each => each.synced && !each.forbiddenNamespaces && isShown(each),
    );
  return { state, tree, freshness, isComplete, error, retry };
}

function isShown({ state }: ClusterFreshness): boolean {
  return state !== 'forbidden';
}

function useKind(
  kind: AppKind,
  scope: AppScope,
): LiveQueryResult & { readonly kind: AppKind } {
  return { ...useLiveQuery({ ...scope, kind }), kind };
}

/** One kind that is refused must not hide the others; all refused is an error. */
function stateOf(answers: readonly LiveQueryResult[]): UseAppTree['state'] {
  if (answers.some(answer => answer.state === 'loading')) return 'loading';
  return answers.every(answer => answer.state === 'error') ? 'error' : 'ready';
}

import type {
  ClusterFreshness,
  LiveQuery,
} from '@orrery/backstage-plugin-clusters-common';
import { useLiveQuery } from '@orrery/backstage-plugin-clusters-react';
import type { LiveQueryResult } from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useMemo, useRef } from 'react';
import type { AppTree } from '../tree/AppTree';
import { buildAppTree, EMPTY_APP_TREE } from '../tree/buildAppTree';
import { mergeFreshness } from './mergeFreshness';

/** What workloads to look at. */
export type AppScope = Pick<LiveQuery, 'clusters' | 'namespace' | 'selector'>;

export interface UseAppTree {
  /** `loading` until every kind answered: a pod without its owner would look like a bare pod. */
  readonly state: 'loading' | 'ready' | 'error';
  readonly tree: AppTree;
  readonly freshness: readonly ClusterFreshness[];
  readonly error?: Error;
  readonly retry: () => void;
}

/** The live workloads of a scope as a tree; unchanged parts keep their identity. */
export function useAppTree(scope: AppScope): UseAppTree {
  const answers = [
    useLiveQuery({ ...scope, kind: 'Deployment' }),
    useLiveQuery({ ...scope, kind: 'StatefulSet' }),
    useLiveQuery({ ...scope, kind: 'DaemonSet' }),
    useLiveQuery({ ...scope, kind: 'CronJob' }),
    useLiveQuery({ ...scope, kind: 'Job' }),
    useLiveQuery({ ...scope, kind: 'ReplicaSet' }),
    useLiveQuery({ ...scope, kind: 'Pod' }),
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
          ),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [state, ...answers.map(answer => answer.rows)],
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
  return { state, tree, freshness, error, retry };
}

/** One kind that is refused must not hide the others; all refused is an error. */
function stateOf(answers: readonly LiveQueryResult[]): UseAppTree['state'] {
  if (answers.some(answer => answer.state === 'loading')) return 'loading';
  return answers.every(answer => answer.state === 'error') ? 'error' : 'ready';
}

import type { ClusterFreshness } from '@orrery/backstage-plugin-clusters-common';
import { DateTime } from 'luxon';
import type { ReactNode } from 'react';
import { HealthIcon } from '../health/HealthIcon';
import { RelativeTime } from '../time/RelativeTime';
import { SignInButton } from '../tokens/SignInButton';
import styles from './ViewState.module.css';

/** Says which clusters' rows are old, missing or withheld; draws nothing while all is live. */
export function FreshnessBanner({
  freshness,
}: {
  freshness: readonly ClusterFreshness[];
}) {
  const lines = freshness
    .map(cluster => ({ cluster, line: lineOf(cluster) }))
    .filter(({ line }) => line !== undefined);
  if (lines.length === 0) return null;
  return (
    <div className={styles.banner} role="status">
      <ul aria-label="Clusters that are not live">
        {lines.map(({ cluster, line }) => (
          <li key={cluster.cluster} data-state={cluster.state}>
            <HealthIcon mark={markOf(cluster)} />
            {cluster.tokenProvider ? (
              <>
                <span>
                  Sign in to {cluster.tokenProvider} to see{' '}
                  <strong>{cluster.cluster}</strong>
                </span>
                <SignInButton provider={cluster.tokenProvider} />
              </>
            ) : (
              <span>
                <strong>{cluster.cluster}</strong> {line}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function markOf({ state }: ClusterFreshness) {
  if (state === 'loading') return 'Progressing';
  return state === 'forbidden' || state === 'live' ? 'Forbidden' : 'Stale';
}

function lineOf(cluster: ClusterFreshness): ReactNode {
  const cause = cluster.cause ? `: ${cluster.cause}` : '';
  switch (cluster.state) {
    case 'stale':
      return (
        <>
          as of <Since atMs={cluster.asOfMs} />
          {cause}
        </>
      );
    case 'failed':
      return cluster.synced ? (
        <>
          as of <Since atMs={cluster.asOfMs} />
          {cause}
        </>
      ) : (
        `has not answered yet${cause}`
      );
    case 'loading':
      return cluster.synced
        ? undefined
        : 'is still being read; what you see of it is not complete';
    case 'forbidden':
      return `not permitted${cause}`;
    default:
      return cluster.forbiddenNamespaces?.length
        ? `not permitted in ${cluster.forbiddenNamespaces.join(', ')}`
        : undefined;
  }
}

function Since({ atMs }: { atMs: number | undefined }) {
  if (atMs === undefined) return <>an unknown time</>;
  return (
    <>
      {DateTime.fromMillis(atMs).toFormat('HH:mm:ss')},{' '}
      <RelativeTime atMs={atMs} ago />
    </>
  );
}

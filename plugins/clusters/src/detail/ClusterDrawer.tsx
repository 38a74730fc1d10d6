import type { ClusterSummary } from '@orrery/backstage-plugin-clusters-common';
import {
  CopyableName,
  Drawer,
  EmptyView,
  HealthBadge,
  LoadingView,
  RelativeTime,
} from '@orrery/backstage-plugin-clusters-react';
import { clusterHealthOf } from '../overview/clusterHealthOf';
import { NodesPanel } from './NodesPanel';
import styles from './ClusterDrawer.module.css';

export interface ClusterDrawerProps {
  name: string;
  /** Absent until the list is there, or when it names no such cluster. */
  cluster?: ClusterSummary;
  isListed: boolean;
  onOpenNode: (name: string) => void;
  onClose: () => void;
}

/** One cluster: state, since when and why, then its nodes. */
export function ClusterDrawer({
  name,
  cluster,
  isListed,
  onOpenNode,
  onClose,
}: ClusterDrawerProps) {
  return (
    <Drawer
      title={
        <>
          <div className={styles.quiet}>
            Cluster
            {cluster && ` · ${cluster.writable ? 'writable' : 'read-only'}`}
          </div>
          <CopyableName name={name} />
        </>
      }
      onClose={onClose}
    >
      {cluster && <Content cluster={cluster} onOpenNode={onOpenNode} />}
      {!cluster && !isListed && <LoadingView what={`cluster ${name}`} />}
      {!cluster && isListed && (
        <EmptyView title={`No cluster is called ${name}`}>
          It may have been removed from the configuration, or you may not see
          it.
        </EmptyView>
      )}
    </Drawer>
  );
}

function Content({
  cluster,
  onOpenNode,
}: {
  cluster: ClusterSummary;
  onOpenNode: (name: string) => void;
}) {
  const health = clusterHealthOf(cluster);
  return (
    <div className={styles.content}>
      <div className={styles.verdict}>
        <HealthBadge mark={health.status} message={health.message} />
        <span className={styles.quiet}>
          for <RelativeTime atMs={cluster.sinceMs} />
          {cluster.version && ` · Kubernetes ${cluster.version}`}
          {` · from ${cluster.source}`}
        </span>
      </div>
      <NodesPanel cluster={cluster.name} onOpen={onOpenNode} />
    </div>
  );
}

import {
  EmptyView,
  ErrorView,
  ForbiddenView,
  FreshnessBanner,
  LoadingView,
  VirtualTable,
} from '@orrery/backstage-plugin-clusters-react';
import type { LiveQueryResult } from '@orrery/backstage-plugin-clusters-react';
import { nodeColumns } from './nodeColumns';
import type { NodeTableRow } from './nodeColumns';

export interface NodesViewProps {
  nodes: LiveQueryResult;
  rows: readonly NodeTableRow[];
  onOpen: (name: string) => void;
}

export function NodesView({ nodes, rows, onOpen }: NodesViewProps) {
  if (nodes.state === 'loading') return <LoadingView what="nodes" />;
  if (nodes.state === 'error' && nodes.error) {
    return (
      <ErrorView what="the nodes" error={nodes.error} onRetry={nodes.restart} />
    );
  }
  const forbidden = nodes.freshness.find(({ state }) => state === 'forbidden');
  if (forbidden?.tokenProvider)
    return <FreshnessBanner freshness={nodes.freshness} />;
  if (forbidden)
    return <ForbiddenView what={forbidden.cause ?? 'list nodes'} />;
  return (
    <>
      <FreshnessBanner freshness={nodes.freshness} />
      {rows.length === 0 && nodes.freshness.every(({ synced }) => synced) && (
        <EmptyView title="This cluster has no nodes" />
      )}
      {rows.length > 0 && (
        <VirtualTable
          label="Nodes"
          rows={rows}
          columns={nodeColumns}
          onOpen={row => onOpen(row.id)}
        />
      )}
    </>
  );
}

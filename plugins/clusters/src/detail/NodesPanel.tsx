import { useLiveQuery } from '@orrery/backstage-plugin-clusters-react';
import { useMemo } from 'react';
import { toNodeTableRows } from './nodeColumns';
import { NodesView } from './NodesView';

export interface NodesPanelProps {
  cluster: string;
  onOpen: (name: string) => void;
}

export function NodesPanel({ cluster, onOpen }: NodesPanelProps) {
  const nodes = useLiveQuery({ clusters: [cluster], kind: 'Node' });
  const rows = useMemo(() => toNodeTableRows(nodes.rows), [nodes.rows]);
  return <NodesView nodes={nodes} rows={rows} onOpen={onOpen} />;
}

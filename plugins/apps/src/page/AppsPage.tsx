import {
  useClusterList,
  useScope,
  useLiveQuery,
} from '@orrery/backstage-plugin-clusters-react';
import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import { AppsPanel } from '../panel/AppsPanel';
import { useObjectPageHref } from './useObjectPageHref';

/** Workloads of the whole fleet. */
export function AppsPage() {
  const [{ clusters, namespaces }] = useScope();
  const list = useClusterList().value;
  const spaces = useLiveQuery({ clusters, kind: 'Namespace' });
  const clusterNames = useMemo(
    () => list?.items.map(({ name }) => name) ?? [],
    [list],
  );
  const namespaceNames = useMemo(
    () => [...new Set(spaces.rows.map(({ name }) => name))],
    [spaces.rows],
  );
  return (
    <main>
      <Container>
        <AppsPanel
          scope={{ clusters, namespace: namespaces }}
          clusters={clusterNames}
          namespaces={namespaceNames}
          pageHrefOf={useObjectPageHref()}
          emptyHint="Nothing runs in this scope. Choose other clusters or namespaces."
        />
      </Container>
    </main>
  );
}

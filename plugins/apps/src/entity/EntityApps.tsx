import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyView } from '@orrery/backstage-plugin-clusters-react';
import { useMemo } from 'react';
import { useObjectPageHref } from '../page/useObjectPageHref';
import { AppsPanel } from '../panel/AppsPanel';
import { appScopeOf, KUBERNETES_ID_ANNOTATION } from './appScopeOf';

/** Workloads of the entity whose page this is. */
export function EntityApps() {
  const { entity } = useEntity();
  const scope = useMemo(() => appScopeOf(entity), [entity]);
  const pageHrefOf = useObjectPageHref();
  if (!scope) {
    return (
      <EmptyView title="This entity names no workloads">
        Add the annotation <code>{KUBERNETES_ID_ANNOTATION}</code> to its
        catalog file, and the same as a label to its Kubernetes objects.
      </EmptyView>
    );
  }
  return (
    <AppsPanel
      scope={scope}
      pageHrefOf={pageHrefOf}
      emptyHint={`No cluster holds objects with the label ${scope.selector}.`}
    />
  );
}

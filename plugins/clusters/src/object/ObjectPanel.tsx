import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { ObjectPage } from '@orrery/backstage-plugin-clusters-react';
import type { ObjectReference } from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { rootRouteRef } from '../routes';
import { useObjectPageHref } from './useObjectPageHref';

/** The page of the object that the address names. */
export function ObjectPanel() {
  const { cluster = '', kind = '', name = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const namespace = params.get('namespace') ?? undefined;
  const reference = useMemo<ObjectReference>(
    () => ({ cluster, kind, name, ...(namespace && { namespace }) }),
    [cluster, kind, name, namespace],
  );
  const clustersPath = useRouteRef(rootRouteRef)?.() ?? '';
  const hrefOf = useObjectPageHref();
  const navigate = useNavigate();
  const select = useCallback(
    (next: ObjectReference) => hrefOf && navigate(hrefOf(next)),
    [hrefOf, navigate],
  );
  const setTab = useCallback(
    (tab: string) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.set('tab', tab);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clusterHref = `${clustersPath}?${new URLSearchParams({
    selected: cluster,
  })}`;
  return (
    <BreadcrumbEntry entry={{ label: cluster, href: clusterHref }}>
      <BreadcrumbEntry entry={{ label: name, href: hrefOf?.(reference) ?? '' }}>
        <ObjectPage
          reference={reference}
          tab={params.get('tab') ?? undefined}
          onTab={setTab}
          onSelect={select}
        />
      </BreadcrumbEntry>
    </BreadcrumbEntry>
  );
}

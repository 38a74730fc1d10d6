import { useRouteRef } from '@backstage/frontend-plugin-api';
import { toObjectPageHref } from '@orrery/backstage-plugin-clusters-react';
import type { ObjectPageHref } from '@orrery/backstage-plugin-clusters-react';
import { useMemo } from 'react';
import { objectRouteRef } from '../routes';

/** Where an object has a page of its own; `undefined` in a portal without the clusters plugin's page. */
export function useObjectPageHref(): ObjectPageHref | undefined {
  const route = useRouteRef(objectRouteRef);
  return useMemo(() => route && toObjectPageHref(route), [route]);
}

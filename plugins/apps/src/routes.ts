import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();

/** The page of one object; its namespace and tab are in the query. */
export const objectRouteRef = createExternalRouteRef({
  params: ['cluster', 'kind', 'name'],
  defaultTarget: 'clusters.object',
});

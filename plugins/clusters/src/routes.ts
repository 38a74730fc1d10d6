import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();

export const OBJECT_PATH = '/:cluster/objects/:kind/:name';

/** The page of one object; its namespace and tab are in the query. */
export const objectRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: OBJECT_PATH,
});

/** Where page keys lead besides here; unbound in a portal without the page. */
export const appsRouteRef = createExternalRouteRef({
  defaultTarget: 'apps.root',
});
export const catalogRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogIndex',
});

import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiApps2Line } from '@remixicon/react';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_SELECTOR_ANNOTATION,
} from './entity/appScopeOf';
import { objectRouteRef, rootRouteRef } from './routes';

const appsPage = PageBlueprint.make({
  params: {
    path: '/apps',
    routeRef: rootRouteRef,
    loader: () =>
      import('./page/AppsPage').then(({ AppsPage }) => <AppsPage />),
  },
});

const entityApps = EntityContentBlueprint.make({
  name: 'apps',
  params: {
    path: '/apps',
    title: 'Apps',
    group: 'deployment',
    filter: {
      $any: [
        {
          [`metadata.annotations.${KUBERNETES_ID_ANNOTATION}`]: {
            $exists: true,
          },
        },
        {
          [`metadata.annotations.${KUBERNETES_SELECTOR_ANNOTATION}`]: {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('./entity/EntityApps').then(({ EntityApps }) => <EntityApps />),
  },
});

export const appsPlugin = createFrontendPlugin({
  pluginId: 'apps',
  title: 'Apps',
  icon: <RiApps2Line />,
  routes: { root: rootRouteRef },
  externalRoutes: { object: objectRouteRef },
  extensions: [appsPage, entityApps],
});

import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  gitlabAuthApiRef,
  googleAuthApiRef,
  identityApiRef,
  microsoftAuthApiRef,
  oktaAuthApiRef,
  oneloginAuthApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  ClustersClient,
  clustersApiRef,
  clusterTokensApiRef,
  createLiveConnection,
  liveConnectionApiRef,
} from '@orrery/backstage-plugin-clusters-react';
import { RiServerLine } from '@remixicon/react';
import { PageKeys } from './keys/PageKeys';
import {
  appsRouteRef,
  catalogRouteRef,
  objectRouteRef,
  rootRouteRef,
} from './routes';
import { createClusterTokens } from './tokens/createClusterTokens';

const clustersPage = PageBlueprint.make({
  params: {
    path: '/clusters',
    routeRef: rootRouteRef,
    loader: () =>
      import('./ClustersPage').then(({ ClustersPage }) => <ClustersPage />),
  },
});

/** On every page of the portal, also those of other plugins. */
const pageKeys = AppRootElementBlueprint.make({
  name: 'page-keys',
  params: { element: <PageKeys /> },
});

const clustersApi = ApiBlueprint.make({
  name: 'client',
  params: define =>
    define({
      api: clustersApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        clusterTokens: clusterTokensApiRef,
      },
      factory: deps => new ClustersClient(deps),
    }),
});

const clusterTokensApi = ApiBlueprint.make({
  name: 'tokens',
  params: define =>
    define({
      api: clusterTokensApiRef,
      deps: {
        gitlab: gitlabAuthApiRef,
        google: googleAuthApiRef,
        microsoft: microsoftAuthApiRef,
        okta: oktaAuthApiRef,
        onelogin: oneloginAuthApiRef,
      },
      factory: sources => createClusterTokens(sources),
    }),
});

const liveConnectionApi = ApiBlueprint.make({
  name: 'live',
  params: define =>
    define({
      api: liveConnectionApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        identityApi: identityApiRef,
        clusterTokens: clusterTokensApiRef,
      },
      factory: deps => createLiveConnection(deps),
    }),
});

export const clustersPlugin = createFrontendPlugin({
  pluginId: 'clusters',
  title: 'Clusters',
  icon: <RiServerLine />,
  routes: { root: rootRouteRef, object: objectRouteRef },
  externalRoutes: { apps: appsRouteRef, catalog: catalogRouteRef },
  extensions: [
    clustersPage,
    pageKeys,
    clustersApi,
    clusterTokensApi,
    liveConnectionApi,
  ],
});

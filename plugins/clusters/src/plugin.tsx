import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  ClustersClient,
  clustersApiRef,
  createLiveConnection,
  liveConnectionApiRef,
} from '@orrery/backstage-plugin-clusters-react';
import { RiServerLine } from '@remixicon/react';
import { rootRouteRef } from './routes';

const clustersPage = PageBlueprint.make({
  params: {
    path: '/clusters',
    routeRef: rootRouteRef,
    loader: () =>
      import('./overview/OverviewPage').then(({ OverviewPage }) => (
        <OverviewPage />
      )),
  },
});

const clustersApi = ApiBlueprint.make({
  name: 'client',
  params: define =>
    define({
      api: clustersApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ClustersClient(deps),
    }),
});

const liveConnectionApi = ApiBlueprint.make({
  name: 'live',
  params: define =>
    define({
      api: liveConnectionApiRef,
      deps: { discoveryApi: discoveryApiRef, identityApi: identityApiRef },
      factory: deps => createLiveConnection(deps),
    }),
});

export const clustersPlugin = createFrontendPlugin({
  pluginId: 'clusters',
  title: 'Clusters',
  icon: <RiServerLine />,
  routes: { root: rootRouteRef },
  extensions: [clustersPage, clustersApi, liveConnectionApi],
});

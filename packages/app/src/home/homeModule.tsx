import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

/** The portal opens on what runs. */
export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    PageBlueprint.make({
      name: 'home',
      params: {
        path: '/',
        noHeader: true,
        loader: async () => <Navigate to="/apps" replace />,
      },
    }),
  ],
});

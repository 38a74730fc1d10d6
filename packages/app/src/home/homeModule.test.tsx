import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { homeModule } from './homeModule';

const apps = createFrontendPlugin({
  pluginId: 'apps',
  extensions: [
    PageBlueprint.make({
      params: { path: '/apps', loader: async () => <p>What runs</p> },
    }),
  ],
});

describe('homeModule', () => {
  it('opens the portal on the workloads', async () => {
    renderTestApp({ features: [homeModule, apps], initialRouteEntries: ['/'] });
    expect(await screen.findByText('What runs')).toBeInTheDocument();
  });
});

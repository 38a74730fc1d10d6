import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home/homeModule';
import { navModule } from './nav/navModule';
import { themeModule } from './theme/themeModule';

/** Plugins are found among this package's dependencies (`app.packages: all`); only what is the portal's own is named here. */
export const app = createApp({
  features: [homeModule, navModule, themeModule],
});

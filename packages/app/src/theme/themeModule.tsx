import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { darkTheme, lightTheme } from './orreryThemes';

/** Takes the place of Backstage's light and dark; the tokens of `@backstage/ui` are in `orrery.css`. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <RiSunLine />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={lightTheme} themeName="orrery">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <RiMoonLine />,
          Provider: ({ children }) => (
            <UnifiedThemeProvider theme={darkTheme} themeName="orrery">
              {children}
            </UnifiedThemeProvider>
          ),
        },
      },
    }),
  ],
});

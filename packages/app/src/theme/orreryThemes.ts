import {
  createBaseThemeOptions,
  createUnifiedTheme,
  genPageTheme,
  palettes,
} from '@backstage/theme';

const NAVIGATION = {
  background: '#10151d',
  indicator: '#e5a84b',
  color: '#b3bdcb',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#1c2531' },
  submenu: { background: '#161d27' },
};

/** The font of `@backstage/ui`, so that pages of both kinds look alike. */
const fontFamily = 'system-ui, sans-serif';

/** What still draws with Material UI follows the same palette; headers are flat. */
export const lightTheme = createUnifiedTheme({
  ...createBaseThemeOptions({
    fontFamily,
    palette: {
      ...palettes.light,
      background: { default: '#f6f7f9', paper: '#ffffff' },
      navigation: NAVIGATION,
    },
  }),
  defaultPageTheme: 'home',
  pageTheme: {
    home: genPageTheme({
      colors: ['#f6f7f9', '#f6f7f9'],
      shape: 'none',
      options: { fontColor: '#10151d' },
    }),
  },
});

export const darkTheme = createUnifiedTheme({
  ...createBaseThemeOptions({
    fontFamily,
    palette: {
      ...palettes.dark,
      background: { default: '#12161c', paper: '#1a2028' },
      navigation: { ...NAVIGATION, background: '#0b0e13' },
    },
  }),
  defaultPageTheme: 'home',
  pageTheme: {
    home: genPageTheme({
      colors: ['#12161c', '#12161c'],
      shape: 'none',
      options: { fontColor: '#e8ecf2' },
    }),
  },
});

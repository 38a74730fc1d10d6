import { routeResolutionApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  ShortcutDialog,
  useHotkeys,
} from '@orrery/backstage-plugin-clusters-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { appsRouteRef, catalogRouteRef, rootRouteRef } from '../routes';

const PAGES = [
  { letter: 'c', title: 'Clusters', routeRef: rootRouteRef },
  { letter: 'a', title: 'Apps', routeRef: appsRouteRef },
  { letter: 'e', title: 'Catalog', routeRef: catalogRouteRef },
] as const;

/** `g` and a letter go to a page, `?` lists what the keys do; a page that is not installed has no key. */
export function PageKeys() {
  const routes = useApi(routeResolutionApiRef);
  const navigate = useNavigate();
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  // Asked when it matters: what stands beside all pages is drawn before the viewer signed in and the pages are known.
  const pathOf = ({ routeRef }: (typeof PAGES)[number]) =>
    routes.resolve(routeRef)?.();
  useHotkeys([
    ...PAGES.map(page => ({
      keys: `g ${page.letter}`,
      run: () => {
        const path = pathOf(page);
        if (path === undefined) return;
        setHelpIsOpen(false);
        navigate(path);
      },
    })),
    { keys: '?', run: () => setHelpIsOpen(true) },
  ]);
  const pages = helpIsOpen ? PAGES.filter(pathOf) : [];
  return (
    <ShortcutDialog
      everywhere={{
        title: 'Everywhere',
        shortcuts: [
          ...pages.map(({ letter, title }) => ({
            keys: [`g ${letter}`],
            does: `Go to ${title}`,
          })),
          { keys: ['?'], does: 'This list' },
        ],
      }}
      isOpen={helpIsOpen}
      onClose={() => setHelpIsOpen(false)}
    />
  );
}

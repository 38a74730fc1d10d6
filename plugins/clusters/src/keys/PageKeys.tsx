import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  ShortcutDialog,
  useHotkeys,
} from '@orrery/backstage-plugin-clusters-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { appsRouteRef, catalogRouteRef, rootRouteRef } from '../routes';

/** `g` and a letter go to a page, `?` lists what the keys do; a page that is not installed has no key. */
export function PageKeys() {
  const navigate = useNavigate();
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const pages = [
    { letter: 'c', title: 'Clusters', pathOf: useRouteRef(rootRouteRef) },
    { letter: 'a', title: 'Apps', pathOf: useRouteRef(appsRouteRef) },
    { letter: 'e', title: 'Catalog', pathOf: useRouteRef(catalogRouteRef) },
  ].flatMap(({ pathOf, ...page }) =>
    pathOf ? [{ ...page, path: pathOf() }] : [],
  );
  useHotkeys([
    ...pages.map(({ letter, path }) => ({
      keys: `g ${letter}`,
      run: () => {
        setHelpIsOpen(false);
        navigate(path);
      },
    })),
    { keys: '?', run: () => setHelpIsOpen(true) },
  ]);
  return (
    <ShortcutDialog
      everywhere={{
        title: 'Everywhere',
        shortcuts: [
          ...pages.map(({ letter, title }) => ({
            keys: ['g', letter],
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

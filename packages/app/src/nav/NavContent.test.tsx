import { createRouteRef } from '@backstage/frontend-plugin-api';
import type { AppNode } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  NavContentNavItem,
  NavContentNavItems,
} from '@backstage/plugin-app-react';
import { screen } from '@testing-library/react';
import { createElement, Fragment } from 'react';
import { NavContent } from './NavContent';

type Page = Pick<NavContentNavItem, 'href' | 'title'>;

const pageOf = (id: string, title: string): [string, Page] => [
  `page:${id}`,
  { href: `/${id}`, title },
];

/** Without an app around it; the navigation does not look at nodes. */
class FakeItem implements NavContentNavItem {
  readonly href: string;
  readonly title: string;
  readonly icon = (<svg />);
  readonly routeRef = createRouteRef();

  constructor({ href, title }: Page) {
    this.href = href;
    this.title = title;
  }

  get node(): AppNode {
    throw new Error('the navigation looks at a node');
  }
}

/** Items as the app hands them over: taking one removes it from the rest. */
function navItemsOf(pages: readonly [string, Page][]): NavContentNavItems {
  const left = new Map(pages);
  const toItem = (page: Page) => new FakeItem(page);
  const take = (id: string) => {
    const page = left.get(id);
    left.delete(id);
    return page && toItem(page);
  };
  const rest = () => [...left.values()].map(toItem);
  return {
    take,
    rest,
    clone: () => navItemsOf([...left]),
    withComponent: Component => ({
      take: id => {
        const item = take(id);
        return item ? createElement(Component, item) : null;
      },
      rest: () =>
        rest()
          .sort((a, b) => a.title.localeCompare(b.title))
          .map(item => (
            <Fragment key={item.href}>
              {createElement(Component, item)}
            </Fragment>
          )),
    }),
  };
}

async function titlesIn(pages: readonly [string, Page][]) {
  // Fresh items for each drawing, as in the app: taking empties them.
  const Nav = () => <NavContent navItems={navItemsOf(pages)} items={[]} />;
  renderInTestApp(<Nav />);
  await screen.findByRole('link', { name: 'Orrery, home' });
  return screen
    .getAllByRole('link')
    .map(link => link.getAttribute('href'))
    .filter(href => href !== '/');
}

describe('NavContent', () => {
  it('lists Orrery first, then the catalog, other plugins by title, and settings last', async () => {
    const pages = [
      pageOf('user-settings', 'Settings'),
      pageOf('zebra', 'Zebra'),
      pageOf('catalog', 'Catalog'),
      pageOf('apps', 'Apps'),
      pageOf('docs', 'Docs'),
      pageOf('clusters', 'Clusters'),
    ];
    expect(await titlesIn(pages)).toEqual([
      '/clusters',
      '/apps',
      '/catalog',
      '/docs',
      '/zebra',
      '/user-settings',
    ]);
  });

  it('has no entry for a plugin that is not installed', async () => {
    expect(await titlesIn([pageOf('apps', 'Apps')])).toEqual(['/apps']);
  });
});

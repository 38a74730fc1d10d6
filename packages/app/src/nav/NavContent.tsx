import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { OrreryLogo } from './OrreryLogo';

/** Orrery's pages first, then the catalog's and those of other plugins, settings last. */
export function NavContent({ navItems }: NavContentComponentProps) {
  const items = navItems.withComponent(NavItem);
  // Taken before the rest is listed, although drawn after it.
  const settings = items.take('page:user-settings');
  return (
    <Sidebar>
      <OrreryLogo />
      <SidebarDivider />
      {items.take('page:clusters')}
      {items.take('page:apps')}
      <SidebarDivider />
      {items.take('page:catalog')}
      {items.take('page:search')}
      {items.rest({ sortBy: 'title' })}
      <SidebarSpace />
      <SidebarDivider />
      {settings}
    </Sidebar>
  );
}

function NavItem({ href, title, icon }: NavContentNavItem) {
  return <SidebarItem to={href} text={title} icon={() => icon} />;
}

import { useEffect } from 'react';
import { shortcutRegistry } from './ShortcutRegistry';
import type { ShortcutSection } from './ShortcutRegistry';

/** Lists the section behind `?` while the component is mounted. The section must be stable. */
export function useShortcuts(section: ShortcutSection): void {
  useEffect(() => shortcutRegistry.add(section), [section]);
}

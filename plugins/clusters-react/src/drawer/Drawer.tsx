import { ButtonIcon } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { trapTab } from './trapTab';
import { useNarrow } from './useNarrow';
import styles from './Drawer.module.css';

/** Narrower windows show the drawer as a page of its own. */
export const DRAWER_PAGE_WIDTH_PX = 900;

export interface DrawerProps {
  title: ReactNode;
  /** Beside the close button. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A side sheet (`@backstage/ui` has none): never modal beside its table, a full page below 900 px.
 * Takes the focus when it opens and gives it back when it closes; Escape closes it.
 */
export function Drawer({ title, actions, onClose, children }: DrawerProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const isPage = useNarrow(DRAWER_PAGE_WIDTH_PX);

  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Tab' && isPage && sheet.current) {
      trapTab(event, sheet.current);
    }
  };

  return createPortal(
    // Escape and Tab concern the sheet as a whole, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={sheet}
      className={styles.drawer}
      role="dialog"
      aria-modal={isPage}
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles.header}>
        <div id={titleId} className={styles.title}>
          {title}
        </div>
        {actions}
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label="Close"
          icon={<RiCloseLine size={18} />}
          onPress={onClose}
        />
      </header>
      <div className={styles.body}>{children}</div>
    </div>,
    document.body,
  );
}

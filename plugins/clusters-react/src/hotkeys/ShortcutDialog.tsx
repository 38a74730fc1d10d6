import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useSyncExternalStore } from 'react';
import { shortcutRegistry } from './ShortcutRegistry';
import type { ShortcutSection } from './ShortcutRegistry';
import styles from './ShortcutDialog.module.css';

export interface ShortcutDialogProps {
  /** What the keys do everywhere, after the sections of the page. */
  everywhere: ShortcutSection;
  isOpen: boolean;
  onClose: () => void;
}

/** What `?` shows. */
export function ShortcutDialog({
  everywhere,
  isOpen,
  onClose,
}: ShortcutDialogProps) {
  const sections = useSyncExternalStore(
    shortcutRegistry.subscribe,
    shortcutRegistry.read,
  );
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      isDismissable
      width={420}
    >
      <DialogHeader>Keyboard shortcuts</DialogHeader>
      <DialogBody>
        {[...sections, everywhere].map(section => (
          <Section key={section.title} section={section} />
        ))}
      </DialogBody>
    </Dialog>
  );
}

function Section({ section }: { section: ShortcutSection }) {
  return (
    <section className={styles.section} aria-label={section.title}>
      <h3 className={styles.title}>{section.title}</h3>
      <dl className={styles.list}>
        {section.shortcuts.map(({ keys, does }) => (
          <div className={styles.item} key={does}>
            <dt>
              {keys.map(key => (
                <kbd className={styles.key} key={key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

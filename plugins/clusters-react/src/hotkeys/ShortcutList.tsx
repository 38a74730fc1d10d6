import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import styles from './ShortcutList.module.css';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ShortcutListProps {
  shortcuts: readonly Shortcut[];
  isOpen: boolean;
  onClose: () => void;
}

/** What `?` shows. */
export function ShortcutList({
  shortcuts,
  isOpen,
  onClose,
}: ShortcutListProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      isDismissable
      width={420}
    >
      <DialogHeader>Keyboard shortcuts</DialogHeader>
      <DialogBody>
        <dl className={styles.list}>
          {shortcuts.map(({ keys, does }) => (
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
      </DialogBody>
    </Dialog>
  );
}

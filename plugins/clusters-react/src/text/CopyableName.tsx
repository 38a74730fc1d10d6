import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import styles from './CopyableName.module.css';

const CONFIRM_MS = 1500;

/** A name in monospace with a button that copies it. */
export function CopyableName({ name }: { name: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(name).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <span className={styles.root}>
      <span className={styles.name}>{name}</span>
      <ButtonIcon
        className={styles.button}
        size="small"
        variant="tertiary"
        aria-label={labelOf(name, outcome)}
        icon={
          outcome === 'copied' ? (
            <RiCheckLine size={14} />
          ) : (
            <RiFileCopyLine size={14} />
          )
        }
        onPress={copy}
      />
    </span>
  );
}

function labelOf(name: string, outcome: 'copied' | 'refused' | undefined) {
  if (outcome === 'copied') return `Copied ${name}`;
  return outcome === 'refused' ? 'The browser refused to copy' : `Copy ${name}`;
}

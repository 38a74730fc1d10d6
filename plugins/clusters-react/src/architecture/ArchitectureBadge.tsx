import styles from './ArchitectureBadge.module.css';

/** CPU architecture of a node: always the text, the colour second. */
export function ArchitectureBadge({ architecture }: { architecture: string }) {
  return (
    <span className={styles.badge} data-architecture={architecture}>
      {architecture || 'unknown'}
    </span>
  );
}

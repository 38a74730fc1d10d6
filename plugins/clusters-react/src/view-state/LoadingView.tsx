import { Skeleton } from '@backstage/ui';
import styles from './ViewState.module.css';

const WIDTHS = ['38%', '62%', '47%', '70%', '55%', '41%'];

/** The shape of what is coming; says what is loaded to those who cannot see it. */
export function LoadingView({ what }: { what: string }) {
  return (
    <div
      className={styles.loading}
      role="status"
      aria-label={`Loading ${what}`}
    >
      {WIDTHS.map(width => (
        <div className={styles.loadingRow} key={width}>
          <Skeleton width={16} height={16} />
          <Skeleton width={width} height={14} />
        </div>
      ))}
    </div>
  );
}

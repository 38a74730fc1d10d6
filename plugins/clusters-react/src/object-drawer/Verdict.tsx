import type { Health } from '@orrery/kubernetes-model';
import { HealthBadge } from '../health/HealthBadge';
import { RelativeTime } from '../time/RelativeTime';
import styles from './ObjectDrawer.module.css';

/** State, reason, and since when. */
export function Verdict({ health }: { health: Health }) {
  return (
    <div className={styles.verdict}>
      <HealthBadge mark={health.status} message={health.message} />
      {health.sinceMs !== undefined && (
        <span className={styles.quiet}>
          for <RelativeTime atMs={health.sinceMs} />
        </span>
      )}
    </div>
  );
}

import {
  HealthIcon,
  healthMark,
} from '@orrery/backstage-plugin-clusters-react';
import type { HealthStatus } from '@orrery/kubernetes-model';
import { HEALTH_STATUSES } from './useHealthFilter';
import styles from './AppsView.module.css';

export interface HealthChipsProps {
  counts: Readonly<Record<HealthStatus, number>>;
  chosen: ReadonlySet<HealthStatus>;
  onToggle: (status: HealthStatus) => void;
}

/** Counts by state that filter; a state that nobody is in and nobody asked for takes no room. */
export function HealthChips({ counts, chosen, onToggle }: HealthChipsProps) {
  const shown = HEALTH_STATUSES.filter(
    status =>
      counts[status] > 0 ||
      chosen.has(status) ||
      status === 'Failed' ||
      status === 'Degraded' ||
      status === 'Healthy',
  );
  return (
    <div className={styles.chips} role="group" aria-label="Filter by health">
      {shown.map(status => (
        <button
          key={status}
          type="button"
          className={styles.chip}
          aria-pressed={chosen.has(status)}
          data-empty={counts[status] === 0}
          onClick={() => onToggle(status)}
        >
          <HealthIcon mark={status} />
          <span className={styles.count}>{counts[status]}</span>{' '}
          <span>{healthMark[status].word.toLowerCase()}</span>
        </button>
      ))}
    </div>
  );
}

import {
  HealthIcon,
  healthMark,
} from '@orrery/backstage-plugin-clusters-react';
import type { HealthStatus } from '@orrery/kubernetes-model';
import { HEALTH_STATUSES } from './useHealthFilter';
import styles from './AppsView.module.css';

export interface HealthChipsProps {
  counts: Readonly<Record<HealthStatus, number>>;
  /** False while there may be workloads that are not counted: then no count is 0. */
  isComplete: boolean;
  chosen: ReadonlySet<HealthStatus>;
  onToggle: (status: HealthStatus) => void;
}

const INCOMPLETE = 'Not complete: not every cluster was read in full';

/** Counts by state that filter; a state that nobody is in and nobody asked for takes no room. */
export function HealthChips({
  counts,
  isComplete,
  chosen,
  onToggle,
}: HealthChipsProps) {
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
          title={isComplete ? undefined : INCOMPLETE}
          onClick={() => onToggle(status)}
        >
          <HealthIcon mark={status} />
          <span className={styles.count}>
            {counts[status] === 0 && !isComplete ? '—' : counts[status]}
          </span>{' '}
          <span>{healthMark[status].word.toLowerCase()}</span>
        </button>
      ))}
    </div>
  );
}

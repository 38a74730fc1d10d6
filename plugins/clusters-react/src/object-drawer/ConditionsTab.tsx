import type { KubernetesObject } from '@orrery/kubernetes-model';
import { RelativeTime } from '../time/RelativeTime';
import { EmptyView } from '../view-state/EmptyView';
import { conditionsOf } from './podFacts';
import styles from './ObjectDrawer.module.css';

export function ConditionsTab({ object }: { object: KubernetesObject }) {
  const conditions = conditionsOf(object);
  if (conditions.length === 0) {
    return <EmptyView title="This object reports no conditions" />;
  }
  return (
    <ul className={styles.cards}>
      {conditions.map(condition => (
        <li className={styles.card} key={condition.type}>
          <div className={styles.cardTitle}>
            <strong>{condition.type}</strong>
            <span>{condition.status}</span>
            {condition.sinceMs !== undefined && (
              <span className={`${styles.quiet} ${styles.end}`}>
                <RelativeTime atMs={condition.sinceMs} ago />
              </span>
            )}
          </div>
          {(condition.reason || condition.message) && (
            <div className={styles.quiet}>
              {[condition.reason, condition.message].filter(Boolean).join(': ')}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

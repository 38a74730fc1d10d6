import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import { HealthBadge } from '../health/HealthBadge';
import { RelativeTime } from '../time/RelativeTime';
import { summaryFactsOf } from './summaryFactsOf';
import type { SummaryFact } from './summaryFactsOf';
import styles from './ObjectDrawer.module.css';

export function SummaryTab({ detail }: { detail: ObjectDetail }) {
  const { health } = detail.row;
  return (
    <>
      <div className={styles.verdict}>
        <HealthBadge mark={health.status} message={health.message} />
        {health.sinceMs !== undefined && (
          <span className={styles.quiet}>
            for <RelativeTime atMs={health.sinceMs} />
          </span>
        )}
      </div>
      <dl className={styles.facts}>
        {summaryFactsOf(detail).map(fact => (
          <div className={styles.fact} key={fact.label}>
            <dt>{fact.label}</dt>
            <dd className={fact.kind === 'name' ? styles.mono : undefined}>
              <FactValue fact={fact} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function FactValue({ fact }: { fact: SummaryFact }) {
  return fact.kind === 'time' ? (
    <RelativeTime atMs={fact.atMs} ago />
  ) : (
    <>{fact.text}</>
  );
}

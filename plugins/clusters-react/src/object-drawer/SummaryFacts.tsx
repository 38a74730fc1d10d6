import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import { RelativeTime } from '../time/RelativeTime';
import { summaryFactsOf } from './summaryFactsOf';
import type { SummaryFact } from './summaryFactsOf';
import styles from './ObjectDrawer.module.css';

/** What a person asks of an object first, one line a fact. */
export function SummaryFacts({ detail }: { detail: ObjectDetail }) {
  return (
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
  );
}

function FactValue({ fact }: { fact: SummaryFact }) {
  return fact.kind === 'time' ? (
    <RelativeTime atMs={fact.atMs} ago />
  ) : (
    <>{fact.text}</>
  );
}

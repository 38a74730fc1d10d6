import type { ClusterProblem } from '@orrery/backstage-plugin-clusters-common';
import { HealthIcon } from '@orrery/backstage-plugin-clusters-react';
import styles from './OverviewView.module.css';

/** Entries of the configuration that could not be used, by name; the others work. */
export function ProblemList({
  problems,
}: {
  problems: readonly ClusterProblem[];
}) {
  if (problems.length === 0) return null;
  return (
    <section className={styles.problems} aria-label="Configuration problems">
      <h2 className={styles.problemsTitle}>
        {problems.length === 1
          ? '1 configured cluster could not be used'
          : `${problems.length} configured clusters could not be used`}
      </h2>
      <ul>
        {problems.map(({ source, name, message }) => (
          <li key={`${source}/${name}/${message}`}>
            <HealthIcon mark="Degraded" />
            <span>
              <strong className={styles.mono}>{name}</strong>{' '}
              <span className={styles.quiet}>({source})</span> {message}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

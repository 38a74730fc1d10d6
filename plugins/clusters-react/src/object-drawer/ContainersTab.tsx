import type { KubernetesObject } from '@orrery/kubernetes-model';
import { EmptyView } from '../view-state/EmptyView';
import { HealthIcon } from '../health/HealthIcon';
import { containersOf } from './podFacts';
import type { ContainerFact } from './podFacts';
import styles from './ObjectDrawer.module.css';

export function ContainersTab({ object }: { object: KubernetesObject }) {
  const containers = containersOf(object);
  if (containers.length === 0) {
    return <EmptyView title="This object runs no containers" />;
  }
  return (
    <ul className={styles.cards}>
      {containers.map(container => (
        <li className={styles.card} key={`${container.role}/${container.name}`}>
          <Container container={container} />
        </li>
      ))}
    </ul>
  );
}

function Container({ container }: { container: ContainerFact }) {
  const amounts = [
    ...Object.entries(container.requests).map(
      ([name, amount]) => `${name} ${amount} requested`,
    ),
    ...Object.entries(container.limits).map(
      ([name, amount]) => `${name} ${amount} limit`,
    ),
  ];
  return (
    <>
      <div className={styles.cardTitle}>
        {container.state && <HealthIcon mark={markOf(container)} />}
        <strong className={styles.mono}>{container.name}</strong>
        {container.role !== 'container' && (
          <span className={styles.quiet}>{container.role}</span>
        )}
        <span className={styles.end}>{container.state}</span>
      </div>
      <div className={styles.mono}>{container.image}</div>
      <div className={styles.quiet}>
        {[
          container.restarts !== undefined && `${container.restarts} restarts`,
          container.lastEnd && `last end: ${container.lastEnd}`,
          container.ports.length > 0 && `ports ${container.ports.join(', ')}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {amounts.length > 0 && (
        <div className={styles.quiet}>{amounts.join(' · ')}</div>
      )}
    </>
  );
}

function markOf(container: ContainerFact) {
  if (container.isIll) return 'Failed';
  return container.ready || container.state?.startsWith('Terminated')
    ? 'Healthy'
    : 'Progressing';
}

import {
  daemonSetConditions,
  deployment,
  deploymentConditions,
  pod,
  statefulSetConditions,
} from '../testing';
import { rolloutStatusOf } from './rolloutStatusOf';

/** Kind, then updated/desired/available. */
const summary = (object: unknown) => {
  const status = rolloutStatusOf(object);
  return (
    status &&
    `${status.kind} ${status.updated}/${status.desired}/${status.available}`
  );
};

const deployments: Record<keyof typeof deploymentConditions, string> = {
  complete: 'complete 3/3/3',
  'not yet observed': 'progressing 3/3/3',
  'without status': 'progressing 0/3/0',
  'rolling out': 'progressing 3/5/5',
  'stopping old replicas': 'progressing 3/3/5',
  'waiting for availability': 'progressing 3/3/1',
  'progress deadline exceeded': 'failed 1/3/3',
  'progress deadline exceeded, nothing serves': 'failed 3/3/0',
  'pods refused by a quota': 'progressing 1/3/1',
  'some replicas lost after the rollout': 'progressing 5/5/3',
  'all replicas lost after the rollout': 'progressing 3/3/0',
  paused: 'paused 3/3/3',
  'paused with replicas missing': 'paused 3/3/2',
  'scaled to zero': 'complete 0/0/0',
};

const statefulSets: Record<keyof typeof statefulSetConditions, string> = {
  complete: 'complete 3/3/3',
  'not yet observed': 'progressing 3/3/3',
  'starting one by one': 'progressing 2/3/1',
  'replicas lost': 'progressing 3/3/2',
  'all replicas lost': 'progressing 3/3/0',
  'rolling out': 'progressing 1/3/3',
  'rolling out with a pod down': 'progressing 1/3/2',
  'partition reached': 'complete 1/3/3',
  'partition not reached': 'progressing 1/3/3',
  'updated on deletion': 'complete 0/3/3',
  'scaled to zero': 'complete 0/0/0',
};

const daemonSets: Record<keyof typeof daemonSetConditions, string> = {
  complete: 'complete 3/3/3',
  'not yet observed': 'progressing 3/3/3',
  'rolling out': 'progressing 1/3/2',
  'pods missing': 'progressing 3/3/2',
  'all pods missing': 'progressing 3/3/0',
  'updated on deletion': 'complete 1/3/3',
  'no node matches': 'complete 0/0/0',
};

describe('rolloutStatusOf()', () => {
  it.each([
    ['Deployments', deploymentConditions, deployments],
    ['StatefulSets', statefulSetConditions, statefulSets],
    ['DaemonSets', daemonSetConditions, daemonSets],
  ])('tells how far %s are', (_, conditions, expected) => {
    const summaries = Object.fromEntries(
      Object.entries(conditions).map(([name, object]) => [
        name,
        summary(object),
      ]),
    );
    expect(summaries).toEqual(expected);
  });

  it('takes the kind from the caller for objects of a list', () => {
    const { kind, ...listed } = deployment('web');
    expect(rolloutStatusOf(listed)).toBeUndefined();
    expect(rolloutStatusOf(listed, 'Deployment')?.kind).toBe('complete');
  });

  it('is not known for other kinds', () => {
    expect(rolloutStatusOf(pod('a'))).toBeUndefined();
  });
});

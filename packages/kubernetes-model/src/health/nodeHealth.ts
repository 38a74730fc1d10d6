import { isTrueAt } from '../fields/fieldAt';
import { conditionOf, conditionsOf } from './conditionOf';
import type { Condition } from './conditionOf';
import type { Health } from './Health';
import { latestMs, verdict } from './verdicts';

/** Conditions that are bad when `True`: the kubelet's own, and those of the node problem detector. */
const PROBLEMS: Readonly<Record<string, string>> = {
  MemoryPressure: 'Memory pressure',
  DiskPressure: 'Disk pressure',
  PIDPressure: 'Too many processes',
  NetworkUnavailable: 'Network unavailable',
  KernelDeadlock: 'Kernel deadlock',
  ReadonlyFilesystem: 'Read-only file system',
  FrequentKubeletRestart: 'Kubelet restarts often',
  FrequentContainerdRestart: 'Containerd restarts often',
};

/** Health of a Node that is not being deleted. A cordoned node that works is `Suspended`. */
export function nodeHealth(object: unknown): Health {
  const ready = conditionOf(object, 'Ready');
  if (ready === undefined) {
    return verdict('Unknown', {
      reason: 'NoStatus',
      message: 'The kubelet has not reported yet',
    });
  }
  if (ready.status !== 'True') {
    return notReadyHealth(ready);
  }
  const problems = conditionsOf(object).filter(
    ({ type, status }) => status === 'True' && Object.hasOwn(PROBLEMS, type),
  );
  if (problems.length > 0) {
    const [first] = problems;
    return verdict(
      'Degraded',
      {
        reason: first.type,
        message: problems.map(({ type }) => PROBLEMS[type]).join(', '),
      },
      { sinceMs: latestMs(...problems.map(({ sinceMs }) => sinceMs)) },
    );
  }
  return isTrueAt(object, 'spec', 'unschedulable')
    ? verdict('Suspended', { reason: 'Cordoned', message: 'Cordoned' })
    : verdict(
        'Healthy',
        { reason: 'Ready', message: 'Ready' },
        { sinceMs: ready.sinceMs },
      );
}

function notReadyHealth({ status, reason, message, sinceMs }: Condition) {
  return status === 'False'
    ? verdict(
        'Failed',
        {
          reason: reason || 'NotReady',
          message: message ? `Not ready: ${message}` : 'Not ready',
        },
        { sinceMs },
      )
    : verdict(
        'Failed',
        {
          reason: reason || 'NodeStatusUnknown',
          message: 'Not ready: the kubelet stopped reporting',
        },
        { sinceMs },
      );
}

import type { ContainerState, Termination } from './containerStates';
import type { Health } from './Health';

/** Why a container does not run as it should; the words are those of a `Health`. */
export type ContainerProblem = Pick<Health, 'status' | 'reason' | 'message'>;

/** Waiting for these is part of every start. */
const STARTING = new Set(['', 'ContainerCreating', 'PodInitializing']);
const PULLING = new Set(['ImagePullBackOff', 'ErrImagePull']);

/**
 * What is wrong with one container, or `undefined`. A container that waits for any reason but an ordinary start is
 * `Failed` (both `ErrImagePull` and `ImagePullBackOff`, between which a pod alternates); one that ended badly and
 * will be started again is `Degraded`.
 */
export function containerProblemOf(
  container: ContainerState,
): ContainerProblem | undefined {
  const { name, waiting, terminated } = container;
  if (waiting !== undefined && !STARTING.has(waiting.reason)) {
    return {
      status: 'Failed',
      reason: waiting.reason,
      message: `${name}: ${waitingWords(container, waiting)}`,
    };
  }
  if (terminated !== undefined && isBad(terminated)) {
    return {
      status: 'Degraded',
      reason: terminated.reason || 'Error',
      message: `${name}: ${describeTermination(terminated)}`,
    };
  }
  return undefined;
}

/** Whether a container ended by a signal or with an exit code other than 0. */
export function isBad({ exitCode, signal }: Termination): boolean {
  return exitCode !== 0 || signal !== 0;
}

/** `exit code 137 (OOMKilled)`, `signal 9`; the runtime's reason only where it adds something to the code. */
export function describeTermination(termination: Termination): string {
  const { exitCode, signal, reason } = termination;
  const end = signal !== 0 ? `signal ${signal}` : `exit code ${exitCode}`;
  return reason !== '' && reason !== 'Error' && reason !== 'Completed'
    ? `${end} (${reason})`
    : end;
}

function waitingWords(
  { image, lastTermination }: ContainerState,
  waiting: { readonly reason: string; readonly message: string },
): string {
  if (waiting.reason === 'CrashLoopBackOff') {
    return lastTermination === undefined
      ? 'back-off restarting'
      : `back-off after ${describeTermination(lastTermination)}`;
  }
  if (PULLING.has(waiting.reason)) {
    return image === ''
      ? 'cannot pull its image'
      : `cannot pull image ${image}`;
  }
  return waiting.message === ''
    ? waiting.reason
    : `${waiting.reason}: ${waiting.message}`;
}

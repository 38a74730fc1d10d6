import type { PodContainers, Termination } from './containerStates';

/** Why a container was started again. */
export interface Restart {
  readonly container: string;
  readonly termination: Termination;
}

/** The latest end of an earlier run of any of a Pod's containers; `undefined` when none was started again. */
export function lastRestartOf(containers: PodContainers): Restart | undefined {
  let last: Restart | undefined;
  for (const { name, lastTermination } of containers.all) {
    const atMs = lastTermination?.finishedAtMs ?? 0;
    if (
      lastTermination !== undefined &&
      (last === undefined || atMs > (last.termination.finishedAtMs ?? 0))
    ) {
      last = { container: name, termination: lastTermination };
    }
  }
  return last;
}

import type { SimulationClock } from '../clock/SimulationClock';

/** Waits in virtual time. Rejects on abort. */
export function sleepOn(
  clock: SimulationClock,
  durationMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('interrupted'));
    if (signal.aborted) {
      abort();
      return;
    }
    const cancel = clock.schedule(durationMs, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
    signal.addEventListener('abort', cancel, { once: true });
  });
}

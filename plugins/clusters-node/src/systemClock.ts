import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@orrery/watch-cache';

/** Real time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal, ref: false }),
};

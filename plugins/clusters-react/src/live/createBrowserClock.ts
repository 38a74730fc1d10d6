import type { LiveClock } from './LiveConnection';

export function createBrowserClock(): LiveClock {
  return {
    nowMs: () => Date.now(),
    setTimer(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

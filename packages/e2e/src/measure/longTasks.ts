import type { Page } from '@playwright/test';

/** Where the page counts, between two calls. */
declare global {
  interface Window {
    orreryLongTasksMs?: number[];
  }
}

/** What the browser calls a long task: the main thread was busy for more than 50 ms. https://w3c.github.io/longtasks/ */
const longTaskMs = 50;

/** From now on the page notes its long tasks; resolves with those since the last call. */
export function startLongTaskLog(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const before = window.orreryLongTasksMs;
    window.orreryLongTasksMs = [];
    if (before) return before;
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries())
        window.orreryLongTasksMs?.push(duration);
    }).observe({ type: 'longtask' });
    return [];
  });
}

/** In words, for a report. */
export function summaryOfLongTasks(durationsMs: readonly number[]): string {
  return durationsMs.length === 0
    ? `no task above ${longTaskMs} ms`
    : `${
        durationsMs.length
      } tasks above ${longTaskMs} ms, the longest ${Math.round(
        Math.max(...durationsMs),
      )} ms`;
}

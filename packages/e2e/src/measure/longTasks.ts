import type { Locator, Page } from '@playwright/test';

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

export interface Scrolled {
  readonly frames: number;
  /** The most rows that were in the document at a time. */
  readonly mostRows: number;
}

/** Scrolls a table down, a windowful a frame, until it goes no further. */
export function scrollToEnd(table: Locator): Promise<Scrolled> {
  return table.evaluate(async element => {
    const nextFrame = () =>
      new Promise<number>(resolve => requestAnimationFrame(resolve));
    let frames = 0;
    let mostRows = 0;
    let top = -1;
    while (element.scrollTop > top) {
      top = element.scrollTop;
      element.scrollTop += element.clientHeight;
      await nextFrame();
      frames += 1;
      mostRows = Math.max(
        mostRows,
        element.querySelectorAll('[data-row-id]').length,
      );
    }
    return { frames, mostRows };
  });
}

import type { Page } from '@playwright/test';

/** Where the page counts, between two calls. */
declare global {
  interface Window {
    orreryFewestRows?: number;
  }
}

/** From now on the page notes the smallest number of rows that its table ever holds. */
export async function watchForBlanks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const count = () => document.querySelectorAll('[data-row-id]').length;
    window.orreryFewestRows = count();
    new MutationObserver(() => {
      window.orreryFewestRows = Math.min(
        window.orreryFewestRows ?? Infinity,
        count(),
      );
    }).observe(document.body, { subtree: true, childList: true });
  });
}

/** The smallest number of rows since `watchForBlanks`. */
export function fewestRows(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      window.orreryFewestRows ??
      Promise.reject(new Error('the page was loaded anew')),
  );
}

import type { Page } from '@playwright/test';

/** Where the page keeps what it waits for, between two calls. */
declare global {
  interface Window {
    orreryRowChange?: Promise<number>;
  }
}

const timeoutMs = 20_000;

/** From now on the page watches for a cell whose text ends in `ending`; the time is taken in the page, when its DOM changes. */
export async function armRowChange(
  page: Page,
  rowId: string,
  column: string,
  ending: string,
): Promise<void> {
  await page.evaluate(
    ({ selector, wanted, limitMs }) => {
      const isThere = () =>
        document.querySelector(selector)?.textContent?.endsWith(wanted) ??
        false;
      if (isThere()) throw new Error(`${selector} says ${wanted} already.`);
      window.orreryRowChange = new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${selector} never said ${wanted}.`)),
          limitMs,
        );
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          const nowMs = Date.now();
          observer.disconnect();
          clearTimeout(timer);
          resolve(nowMs);
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      });
    },
    {
      selector: `[data-row-id="${rowId}"] [data-column="${column}"]`,
      wanted: ending,
      limitMs: timeoutMs,
    },
  );
}

/** When the cell that `armRowChange` watches for has changed. */
export function rowChangedAtMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      window.orreryRowChange ??
      Promise.reject(new Error('nothing was armed in this page')),
  );
}

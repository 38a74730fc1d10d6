import type { Locator } from '@playwright/test';

export interface Scrolled {
  /** The most rows that were in the document at a time. */
  readonly mostRows: number;
  readonly tookMs: number;
}

/** Scrolls a table down, `stepPx` a frame: 120 is a turn of the wheel, thousands are a drag of the scrollbar. */
export function scrollBy(
  table: Locator,
  { stepPx, frames }: { readonly stepPx: number; readonly frames: number },
): Promise<Scrolled> {
  return table.evaluate(
    async (element, wanted) => {
      const startedMs = performance.now();
      let mostRows = 0;
      for (let frame = 0; frame < wanted.frames; frame += 1) {
        element.scrollTop += wanted.stepPx;
        await new Promise(resolve => requestAnimationFrame(resolve));
        mostRows = Math.max(
          mostRows,
          element.querySelectorAll('[data-row-id]').length,
        );
      }
      return { mostRows, tookMs: performance.now() - startedMs };
    },
    { stepPx, frames },
  );
}

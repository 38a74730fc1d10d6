import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

export interface ElementSize {
  /** Undefined until measured. */
  readonly widthPx: number | undefined;
  /** Distance from the top of the page. */
  readonly topPx: number;
}

/** Follows an element's width and its place on the page. */
export function useElementSize(ref: RefObject<HTMLElement>): ElementSize {
  const [size, setSize] = useState<ElementSize>({
    widthPx: undefined,
    topPx: 0,
  });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const widthPx = element.clientWidth || undefined;
      const topPx = Math.round(
        element.getBoundingClientRect().top + window.scrollY,
      );
      setSize(before =>
        before.widthPx === widthPx && before.topPx === topPx
          ? before
          : { widthPx, topPx },
      );
    };
    measure();
    window.addEventListener('resize', measure);
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(measure);
    observer?.observe(element);
    // What stands above the table (banners, wrapped filters) moves it without resizing it.
    observer?.observe(document.body);
    if (element.parentElement) observer?.observe(element.parentElement);
    return () => {
      window.removeEventListener('resize', measure);
      observer?.disconnect();
    };
  }, [ref]);
  return size;
}

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

const TINT_MS = 1000;

/** Marks the element with `data-changed` for a second whenever `value` changed while it was mounted; becoming known is no change. */
export function useChangeTint(
  value: string | undefined,
): RefObject<HTMLDivElement> {
  const ref = useRef<HTMLDivElement>(null);
  const previous = useRef(value);
  useEffect(() => {
    const element = ref.current;
    const before = previous.current;
    previous.current = value;
    if (!element || before === value) return undefined;
    element.removeAttribute('data-changed');
    if (before === undefined || value === undefined) return undefined;
    element.setAttribute('data-changed', '');
    const timer = setTimeout(
      () => element.removeAttribute('data-changed'),
      TINT_MS,
    );
    return () => clearTimeout(timer);
  }, [value]);
  return ref;
}

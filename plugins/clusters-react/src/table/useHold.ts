import { useCallback, useMemo, useState } from 'react';
import type { FocusEvent, PointerEvent } from 'react';

/**
 * Whether the table must keep still: while the pointer is inside, or the keyboard focus is.
 * Focus left behind by a click does not count once the pointer has gone, else one click would freeze the table.
 */
export function useHold() {
  const [pointerInside, setPointerInside] = useState(false);
  const [keyboardInside, setKeyboardInside] = useState(false);
  const [pointerRowId, setPointerRowId] = useState<string>();

  const handlers = useMemo(
    () => ({
      onPointerEnter: () => setPointerInside(true),
      onPointerLeave: () => {
        setPointerInside(false);
        setPointerRowId(undefined);
      },
      onPointerOver: (event: PointerEvent) => {
        if (!(event.target instanceof Element)) return;
        const row = event.target.closest('[data-row-id]');
        setPointerRowId(row?.getAttribute('data-row-id') ?? undefined);
      },
      onPointerDown: () => setKeyboardInside(false),
      onFocus: (event: FocusEvent) => {
        if (event.currentTarget.matches(':focus-visible'))
          setKeyboardInside(true);
      },
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget))
          setKeyboardInside(false);
      },
    }),
    [],
  );
  const onKey = useCallback(() => setKeyboardInside(true), []);
  return {
    isHeld: pointerInside || keyboardInside,
    pointerRowId,
    handlers,
    onKey,
  };
}

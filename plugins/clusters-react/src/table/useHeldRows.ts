import { useCallback, useMemo, useRef, useState } from 'react';
import { holdOrder } from './holdOrder';
import type { HeldRows } from './holdOrder';

export interface UseHeldRowsOptions {
  readonly isHeld: boolean;
  /** The row under the pointer or the focus. */
  readonly anchorId: string | undefined;
  /** Changes when the viewer opened a row or changed a filter: that takes effect at once. */
  readonly userKey: string;
}

export interface UseHeldRows<Row> extends HeldRows<Row> {
  /** Takes over the fresh order now. */
  readonly release: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The rows to draw: the fresh ones, or, while held, those in the order on screen. */
export function useHeldRows<Row extends { readonly id: string }>(
  fresh: readonly Row[],
  { isHeld, anchorId, userKey }: UseHeldRowsOptions,
): UseHeldRows<Row> {
  const shown = useRef<readonly Row[]>(fresh);
  const shownKey = useRef(userKey);
  const [releases, setReleases] = useState(0);
  const released = useRef(releases);

  const held = useMemo<HeldRows<Row>>(() => {
    const isReleased = released.current !== releases;
    released.current = releases;
    if (!isHeld || isReleased || shown.current.length === 0) {
      return { rows: fresh, goneIds: NONE, pendingChanges: 0 };
    }
    const byUser = shownKey.current !== userKey;
    return holdOrder(shown.current, fresh, { anchorId, byUser });
    // The anchor matters when rows change, not when the pointer moves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fresh, isHeld, userKey, releases]);

  shown.current = held.rows;
  shownKey.current = userKey;
  const release = useCallback(() => setReleases(count => count + 1), []);
  return useMemo(() => ({ ...held, release }), [held, release]);
}

import { useCallback, useSyncExternalStore } from 'react';

/** True below the width; follows the window. */
export function useNarrow(belowPx: number): boolean {
  const query = `(max-width: ${belowPx - 1}px)`;
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
  );
}

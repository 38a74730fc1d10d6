import { useEffect, useRef } from 'react';

export interface Hotkey {
  /** `KeyboardEvent.key`: `j`, `Enter`, `/`, `?`, `Escape`. */
  readonly key: string;
  /** For the shortcut list. */
  readonly does: string;
  readonly run: () => void;
}

/** Page-wide keys, silent while somebody types, a modifier is down, or another element took the key. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  }, [hotkeys]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      if (isTyping(event.target)) return;
      const hotkey = current.current.find(({ key }) => key === event.key);
      if (!hotkey) return;
      event.preventDefault();
      hotkey.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

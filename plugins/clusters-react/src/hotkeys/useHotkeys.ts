import { useEffect, useRef } from 'react';

export interface Hotkey {
  /** `KeyboardEvent.key`: `j`, `Enter`, `/`, `?`, `Escape`; two with a blank between them (`g c`) are pressed one after the other. */
  readonly keys: string;
  readonly run: () => void;
}

/** How long the first key of two waits for the second. */
const SEQUENCE_MS = 1_500;

/** Where keys mean something else: text is typed, or a list looks for the letter. */
const TAKEN =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]';

/** Page-wide keys, silent while somebody types, a modifier is down, or another element took the key. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  }, [hotkeys]);
  useEffect(() => {
    let first: { readonly key: string; readonly untilMs: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const before =
        first && event.timeStamp < first.untilMs ? first.key : undefined;
      // Shift alone is on its way to the second key.
      if (event.key !== 'Shift') first = undefined;
      if (isTaken(event)) return;
      const find = (keys: string) =>
        current.current.find(each => each.keys === keys);
      const hotkey =
        (before !== undefined && find(`${before} ${event.key}`)) ||
        find(event.key);
      if (hotkey) {
        event.preventDefault();
        hotkey.run();
      } else if (
        current.current.some(({ keys }) => keys.startsWith(`${event.key} `))
      ) {
        first = { key: event.key, untilMs: event.timeStamp + SEQUENCE_MS };
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (target instanceof Element && target.closest(TAKEN) !== null)
  );
}

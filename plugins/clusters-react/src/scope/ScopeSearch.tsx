import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useHotkeys } from '../hotkeys/useHotkeys';
import styles from './ScopeBar.module.css';

/** A pause in typing before the filter takes effect. */
const TYPING_PAUSE_MS = 150;

/** Keys that lead from the field to what it found. */
const LEAVE_KEYS: readonly string[] = ['Enter', 'ArrowDown', 'Escape'];

export interface ScopeSearchProps {
  text: string;
  onChange: (text: string) => void;
  onLeave?: () => void;
}

/** The text filter; `/` leads to it. What is typed stays, however late the page answers, and whichever key leads out of the field. */
export function ScopeSearch({ text, onChange, onLeave }: ScopeSearchProps) {
  const [draft, setDraft] = useState(text);
  const current = useRef(text);
  /** Texts that were handed to the owner and have not come back yet, oldest first. */
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const answered = sent.current.indexOf(text);
    current.current = text;
    if (answered >= 0) {
      sent.current.splice(0, answered + 1);
    } else {
      // Changed elsewhere (a link, the back button), not by typing here.
      sent.current = [];
      setDraft(text);
    }
  }, [text]);

  const send = useRef(() => {});
  send.current = () => {
    const last = sent.current[sent.current.length - 1] ?? current.current;
    if (draft === last) return;
    sent.current.push(draft);
    onChange(draft);
  };
  useEffect(() => {
    const timer = setTimeout(() => send.current(), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  const frame = useRef<HTMLDivElement>(null);
  useHotkeys([
    {
      keys: '/',
      run: () => {
        const input = frame.current?.querySelector('input');
        input?.focus();
        // What is typed next takes the place of the last filter.
        input?.select();
      },
    },
  ]);

  // Before the field itself hears of it: there Escape would empty it.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (!LEAVE_KEYS.includes(event.key) || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    event.stopPropagation();
    send.current();
    onLeave?.();
  };
  return (
    <div
      className={styles.search}
      ref={frame}
      onKeyDownCapture={onKeyDownCapture}
    >
      <SearchField
        aria-label="Filter by text"
        size="small"
        placeholder="Filter  /"
        value={draft}
        onChange={setDraft}
      />
    </div>
  );
}

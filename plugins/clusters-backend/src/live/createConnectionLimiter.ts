/** Counts what each key holds. */
export interface ConnectionLimiter {
  /** The undo (a second call is harmless), or `undefined` when the key holds the limit already. */
  acquire(key: string): (() => void) | undefined;
}

export function createConnectionLimiter(limit: number): ConnectionLimiter {
  const held = new Map<string, number>();
  return {
    acquire(key) {
      const count = held.get(key) ?? 0;
      if (count >= limit) {
        return undefined;
      }
      held.set(key, count + 1);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        const left = (held.get(key) ?? 1) - 1;
        if (left > 0) held.set(key, left);
        else held.delete(key);
      };
    },
  };
}

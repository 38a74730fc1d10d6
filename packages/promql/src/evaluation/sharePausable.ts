import type { Pausable } from './Pausable';

/**
 * One computation for all who want what comes of it: whoever has a turn takes it further, and those who give up leave it to the
 * others. A failure reaches all of them.
 */
export function sharePausable<T>(computation: Pausable<T>): () => Pausable<T> {
  let ended: { readonly value: T } | undefined;
  let failed: { readonly error: unknown } | undefined;
  return function* share() {
    for (;;) {
      if (failed !== undefined) throw failed.error;
      if (ended !== undefined) return ended.value;
      try {
        const { done, value } = computation.next();
        if (done) ended = { value };
      } catch (error) {
        failed = { error };
      }
      if (ended === undefined && failed === undefined) yield;
    }
  };
}

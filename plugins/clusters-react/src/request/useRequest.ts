import { useCallback, useEffect, useState } from 'react';

export interface RequestResult<T> {
  /** The last answer; stays while the next one is on its way, unless the request itself changed. */
  readonly value?: T;
  /** Why the last attempt failed. */
  readonly error?: Error;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface Answer<T> {
  readonly load: (signal: AbortSignal) => Promise<T>;
  readonly value?: T;
  readonly error?: Error;
}

/** Runs `load` on mount, and again when it or `version` changes; an overtaken request is aborted. `load` must be stable. */
export function useRequest<T>(
  load: (signal: AbortSignal) => Promise<T>,
  version: string = '',
): RequestResult<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      value => {
        if (controller.signal.aborted) return;
        // An equal answer keeps its identity, so that asking again draws nothing again.
        setAnswer(before =>
          before?.load === load &&
          !before.error &&
          isSameJson(before.value, value)
            ? before
            : { load, value },
        );
      },
      (reason: unknown) => {
        if (controller.signal.aborted) return;
        const error =
          reason instanceof Error ? reason : new Error(String(reason));
        setAnswer(before => ({
          load,
          error,
          ...(before?.load === load && { value: before.value }),
        }));
      },
    );
    return () => controller.abort();
  }, [load, version, attempt]);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const current = answer?.load === load ? answer : undefined;
  return {
    value: current?.value,
    error: current?.error,
    isLoading: current === undefined,
    reload,
  };
}

function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

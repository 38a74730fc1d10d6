import type { ClusterPort, KindRef } from '../../cluster/ClusterPort';

export interface WaitOptions<T> {
  readonly cluster: ClusterPort;
  /** Whose changes are worth a look. */
  readonly kinds: readonly KindRef[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** What was waited for, or undefined as long as it is not there. */
  readonly look: () => T | undefined;
}

const LOOK_DELAY_MS = 1_000;

/**
 * Waits for changes in a cluster; resolves with undefined after the time is up. Looks at the beginning and after
 * changes, not more often than once a second. An abort rejects; whatever was begun is undone on all ways out.
 */
export function waitUntil<T>(options: WaitOptions<T>): Promise<T | undefined> {
  const { cluster, signal, look } = options;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const first = look();
    if (first !== undefined || options.timeoutMs <= 0) {
      resolve(first);
      return;
    }
    let cancelLook: (() => void) | undefined;
    const undo: (() => void)[] = [() => cancelLook?.()];
    const end = (result: T | undefined) => {
      undo.forEach(each => each());
      resolve(result);
    };
    const lookNow = () => {
      cancelLook = undefined;
      const found = look();
      if (found !== undefined) end(found);
    };
    const onAbort = () => {
      undo.forEach(each => each());
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    undo.push(
      () => signal.removeEventListener('abort', onAbort),
      cluster.schedule(options.timeoutMs, () => end(look())),
      ...distinct(options.kinds).map(kind =>
        cluster.subscribe(kind, () => {
          cancelLook ??= cluster.schedule(LOOK_DELAY_MS, lookNow);
        }),
      ),
    );
  });
}

function distinct(kinds: readonly KindRef[]): readonly KindRef[] {
  return [
    ...new Map(
      kinds.map(({ apiVersion, kind }) => [
        `${apiVersion} ${kind}`,
        { apiVersion, kind },
      ]),
    ).values(),
  ];
}

/** What an outbox needs from a connection. */
export interface OutboxPort<T> {
  /** Hands one message to the connection; false when it wants no more until `drained()`. */
  write(message: T): boolean;
  /** Called when messages wait, and again when none does. */
  onCongestion(congested: boolean): void;
}

/**
 * Messages on their way to one connection. What waits is kept unencoded (rows are shared with the store), so that a slow
 * connection costs references; producers stop while `onCongestion(true)` holds.
 */
export interface Outbox<T> {
  readonly waiting: number;
  /** Since when the connection takes nothing, ms since the epoch; `undefined` while it does. */
  readonly stalledSinceMs: number | undefined;
  /** When a message was last handed over. */
  readonly lastWriteMs: number;
  push(message: T): void;
  /** The connection takes messages again. */
  drained(): void;
}

export function createOutbox<T>(
  port: OutboxPort<T>,
  nowMs: () => number,
): Outbox<T> {
  let queue: T[] = [];
  let congested = false;
  let stalledSinceMs: number | undefined;
  let lastWriteMs = nowMs();

  return {
    get waiting() {
      return queue.length;
    },
    get stalledSinceMs() {
      return stalledSinceMs;
    },
    get lastWriteMs() {
      return lastWriteMs;
    },
    push(message) {
      queue.push(message);
      flush();
    },
    drained() {
      stalledSinceMs = undefined;
      flush();
    },
  };

  function flush(): void {
    let sent = 0;
    while (sent < queue.length && stalledSinceMs === undefined) {
      const message = queue[sent];
      sent += 1;
      lastWriteMs = nowMs();
      if (!port.write(message)) {
        stalledSinceMs = lastWriteMs;
      }
    }
    queue = sent === queue.length ? [] : queue.slice(sent);
    setCongested(stalledSinceMs !== undefined);
  }

  function setCongested(now: boolean): void {
    if (congested !== now) {
      congested = now;
      port.onCongestion(now);
    }
  }
}

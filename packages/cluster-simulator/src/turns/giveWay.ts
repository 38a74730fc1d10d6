const waiting: (() => void)[] = [];

/**
 * Waits for a turn: the event loop looks after everything else in between, and of those who wait one goes on at a time, first come first
 * served, so that many of them hold it no longer than one.
 */
export function giveWay(): Promise<void> {
  return new Promise(resolve => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

function next(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(next);
}

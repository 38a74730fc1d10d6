/** One timer for every relative time on the page; it runs while somebody listens. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = Date.now();

export const secondTicker = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    timer ??= setInterval(tick, 1000);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  },
  /** As of the last tick; fresh when nobody listened. */
  nowMs(): number {
    if (timer === undefined) nowMs = Date.now();
    return nowMs;
  },
};

function tick() {
  nowMs = Date.now();
  for (const listener of [...listeners]) listener();
}

/** A hidden tab draws no frames; it is kept up to date this often instead. */
const HIDDEN_FRAME_MS = 500;

/** Runs `flush` with the next animation frame; returns how to cancel. */
export function scheduleFrame(flush: () => void): () => void {
  if (document.visibilityState === 'hidden') {
    const timer = setTimeout(flush, HIDDEN_FRAME_MS);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(flush);
  return () => cancelAnimationFrame(frame);
}

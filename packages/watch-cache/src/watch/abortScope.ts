/** A signal of our own that also aborts when the caller's does. */
export interface AbortScope {
  readonly signal: AbortSignal;
  /** Aborts the scope and forgets the caller's signal; call it on every path. */
  end(): void;
}

/** Opens a scope under `parent`; one that is aborted already gives an aborted scope. */
export function abortScope(parent: AbortSignal): AbortScope {
  const controller = new AbortController();
  const end = () => {
    parent.removeEventListener('abort', end);
    controller.abort();
  };
  if (parent.aborted) {
    controller.abort();
  } else {
    parent.addEventListener('abort', end, { once: true });
  }
  return { signal: controller.signal, end };
}

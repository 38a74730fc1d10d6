/** What goes wrong with one cluster's API server. Several kinds can be active at once. */
export type Fault =
  | { readonly kind: 'down'; readonly how: 'refuse' | 'reset' }
  | { readonly kind: 'slow'; readonly latencyMs: number }
  /** Of all requests this share (0–1) gets 429, or the next `count` ones. */
  | {
      readonly kind: 'throttle';
      readonly ratio?: number;
      readonly count?: number;
      readonly retryAfterSeconds?: number;
    }
  /** Watches from a version and `continue` tokens answer 410; a running watch ends with it, every `intervalMs` when given. */
  | {
      readonly kind: 'expire';
      readonly how?: 'status' | 'event';
      readonly intervalMs?: number;
    }
  /** Running watches end once, cleanly or by a reset; every `intervalMs` when given. */
  | {
      readonly kind: 'dropWatches';
      readonly how: 'clean' | 'reset';
      readonly intervalMs?: number;
    }
  | { readonly kind: 'unauthorized' }
  /** Requests other than health checks are answered with this status. */
  | { readonly kind: 'fail'; readonly code: FailureCode };

export type FailureCode = (typeof FAILURE_CODES)[number];

export const FAILURE_CODES = [403, 404, 500, 503] as const;

export type FaultKind = Fault['kind'];

/** Decides for each request what goes wrong. Random only where a ratio is asked for. */
export class FaultInjector {
  readonly #random: () => number;
  readonly #faults = new Map<FaultKind, Fault>();
  readonly #listeners = new Set<() => void>();
  #throttled = 0;

  constructor({
    random = Math.random,
  }: { readonly random?: () => number } = {}) {
    this.#random = random;
  }

  /** Starts a fault; one of the same kind is replaced. */
  set(fault: Fault): void {
    this.#faults.set(fault.kind, fault);
    if (fault.kind === 'throttle') this.#throttled = 0;
    this.#announce();
  }

  /** Ends one kind of fault, or all. */
  clear(kind?: FaultKind): void {
    if (kind) this.#faults.delete(kind);
    else this.#faults.clear();
    this.#announce();
  }

  active(): readonly Fault[] {
    return [...this.#faults.values()];
  }

  find<K extends FaultKind>(kind: K): Extract<Fault, { kind: K }> | undefined {
    const fault = this.#faults.get(kind);
    return isKind(fault, kind) ? fault : undefined;
  }

  /** Seconds to name in `Retry-After` when this request is to be refused, else undefined. */
  throttleNext(): number | undefined {
    const fault = this.find('throttle');
    if (!fault) return undefined;
    if (fault.count !== undefined && this.#throttled >= fault.count) {
      this.clear('throttle');
      return undefined;
    }
    if (fault.count === undefined && this.#random() >= (fault.ratio ?? 1))
      return undefined;
    this.#throttled++;
    return fault.retryAfterSeconds ?? 1;
  }

  /** Calls back after every change. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #announce(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function isKind<K extends FaultKind>(
  fault: Fault | undefined,
  kind: K,
): fault is Extract<Fault, { kind: K }> {
  return fault?.kind === kind;
}

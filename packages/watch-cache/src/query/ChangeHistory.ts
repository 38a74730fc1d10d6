/** Which rows one batch touched, by id. */
export interface TouchedRows {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
}

/** The latest batches of a computation, bounded by `limit` row changes; batch `n` leads from revision `n - 1` to `n`. */
export class ChangeHistory {
  readonly #limit: number;
  #batches: TouchedRows[] = [];
  #size = 0;
  #revision = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get revision(): number {
    return this.#revision;
  }

  append(batch: TouchedRows): void {
    this.#batches.push(batch);
    this.#revision += 1;
    this.#size += costOf(batch);
    let dropped = 0;
    while (this.#size > this.#limit) {
      this.#size -= costOf(this.#batches[dropped]);
      dropped += 1;
    }
    if (dropped > 0) this.#batches = this.#batches.slice(dropped);
  }

  /**
   * The rows touched after `revision`, each once, with whether a subscriber at `revision` has it; `undefined` where the
   * history does not reach back, or never was.
   */
  touchedSince(revision: number): ReadonlyMap<string, boolean> | undefined {
    const count = this.#revision - revision;
    if (!Number.isInteger(count) || count < 0 || count > this.#batches.length) {
      return undefined;
    }
    const wasPresent = new Map<string, boolean>();
    const touch = (ids: readonly string[], present: boolean) => {
      for (const id of ids) {
        if (!wasPresent.has(id)) wasPresent.set(id, present);
      }
    };
    for (const batch of this.#batches.slice(this.#batches.length - count)) {
      touch(batch.created, false);
      touch(batch.updated, true);
      touch(batch.deleted, true);
    }
    return wasPresent;
  }
}

/** An empty batch (only counts changed) still takes room. */
function costOf({ created, updated, deleted }: TouchedRows): number {
  return 1 + created.length + updated.length + deleted.length;
}

/** What happened to the keys of one batch. `uid` is that of the object that went away. */
export interface LoggedChange {
  readonly key: string;
  readonly removedUid?: string;
}

/**
 * The latest changes by revision, at most `limit` of them. Holds keys, never objects, so that an old state of an object is
 * free as soon as a newer one came.
 */
export class ChangeLog {
  readonly #limit: number;
  #batches: { revision: number; changes: readonly LoggedChange[] }[] = [];
  #size = 0;
  /** Of the newest batch that was dropped. */
  #droppedRevision = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  append(revision: number, changes: readonly LoggedChange[]): void {
    this.#batches.push({ revision, changes });
    this.#size += changes.length;
    let dropped = 0;
    while (this.#size > this.#limit) {
      const oldest = this.#batches[dropped];
      this.#size -= oldest.changes.length;
      this.#droppedRevision = oldest.revision;
      dropped += 1;
    }
    if (dropped > 0) this.#batches = this.#batches.slice(dropped);
  }

  /** Everything after `revision`, oldest first, or `undefined` where the log does not reach. */
  since(revision: number): readonly LoggedChange[] | undefined {
    if (revision < this.#droppedRevision) return undefined;
    return this.#batches
      .filter(batch => batch.revision > revision)
      .flatMap(batch => batch.changes);
  }
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { isJsonObject, numberAt, stringAt } from '../json/readJson';
import { StatusError } from '../status/StatusError';
import { badRequest } from '../status/statusErrors';

/** A list as it was when its first page was read. */
export interface ListSnapshot {
  readonly objects: readonly KubernetesObject[];
  readonly resourceVersion: string;
}

export interface ListPage extends ListSnapshot {
  readonly continueToken?: string;
  readonly remaining: number;
}

export interface ListSnapshotsOptions {
  readonly nowMs: () => number;
  /** For how long a token stays good; a real server keeps them 5–15 minutes. */
  readonly lifetimeMs?: number;
  /** How many started lists are kept. */
  readonly limit?: number;
}

/**
 * Serves the pages of a list from one snapshot. A token that is no longer known answers 410 with a token to go on with
 * from the present state.
 */
export class ListSnapshots {
  readonly #nowMs: () => number;
  readonly #lifetimeMs: number;
  readonly #limit: number;
  readonly #snapshots = new Map<
    number,
    ListSnapshot & { readonly startedAtMs: number }
  >();
  #lastId = 0;

  constructor({
    nowMs,
    lifetimeMs = 300_000,
    limit = 64,
  }: ListSnapshotsOptions) {
    this.#nowMs = nowMs;
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
  }

  first(snapshot: ListSnapshot, limit: number): ListPage {
    if (limit <= 0 || snapshot.objects.length <= limit)
      return { ...snapshot, remaining: 0 };
    const id = ++this.#lastId;
    this.#snapshots.set(id, { ...snapshot, startedAtMs: this.#nowMs() });
    if (this.#snapshots.size > this.#limit) {
      const [oldest] = this.#snapshots.keys();
      this.#snapshots.delete(oldest);
    }
    return this.#page(snapshot, id, 0, limit);
  }

  /** `present` reads the list as it is now, for a token that was given with a 410. */
  next(token: string, limit: number, present: () => ListSnapshot): ListPage {
    const { id, offset, after } = parseToken(token);
    if (id === undefined) {
      const snapshot = present();
      const rest = snapshot.objects.filter(object => keyOf(object) > after);
      return this.first({ ...snapshot, objects: rest }, limit);
    }
    const snapshot = this.#snapshots.get(id);
    if (!snapshot || this.#nowMs() - snapshot.startedAtMs > this.#lifetimeMs) {
      this.#snapshots.delete(id);
      throw expiredToken(after);
    }
    return this.#page(
      snapshot,
      id,
      offset,
      limit > 0 ? limit : snapshot.objects.length,
    );
  }

  /** Forgets all of them, as a compaction does. */
  clear(): void {
    this.#snapshots.clear();
  }

  #page(
    { objects, resourceVersion }: ListSnapshot,
    id: number,
    offset: number,
    limit: number,
  ): ListPage {
    const end = Math.min(objects.length, offset + limit);
    const page = objects.slice(offset, end);
    const remaining = objects.length - end;
    if (remaining === 0) {
      this.#snapshots.delete(id);
      return { objects: page, resourceVersion, remaining };
    }
    const continueToken = writeToken({
      id,
      offset: end,
      after: keyOf(objects[end - 1]),
    });
    return { objects: page, resourceVersion, remaining, continueToken };
  }
}

interface Token {
  readonly id?: number;
  readonly offset: number;
  readonly after: string;
}

/** Order of lists: namespace, then name. */
function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name}`;
}

function expiredToken(after: string): StatusError {
  return new StatusError(
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
      'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
      'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
      'deleted between the time the first chunk was returned and now may show up in the list.',
    { continueToken: writeToken({ offset: 0, after }) },
  );
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function parseToken(text: string): Token {
  let token: unknown;
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw badRequest(
      `continue key is not valid: ${
        cause instanceof Error ? cause.message : String(cause)
      }`,
    );
  }
  if (!isJsonObject(token))
    throw badRequest('continue key is not valid: not an object');
  return {
    id: numberAt(token, 'id'),
    offset: numberAt(token, 'offset') ?? 0,
    after: stringAt(token, 'after'),
  };
}

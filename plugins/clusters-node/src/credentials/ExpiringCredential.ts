import type { Clock } from '@orrery/watch-cache';
import { abortable } from '../connection/abortable';
import type { Viewer } from '../connection/KindRef';
import type { Credential, CredentialSource } from './CredentialSource';

export interface ExpiringCredentialOptions {
  readonly clock: Clock;
  readonly signIn: () => Promise<{
    credential: Credential;
    expiresAtMs?: number;
  }>;
}

/** A credential is renewed this long before it expires. */
const marginMs = 60_000;

/**
 * Caches the result of an expensive sign-in until 60 s before it expires, or until `invalidate`. Concurrent callers share one
 * sign-in, which goes on when one of them gives up; a failed one is not kept.
 */
export class ExpiringCredential implements CredentialSource {
  readonly #options: ExpiringCredentialOptions;
  #cached?: { credential: Credential; expiresAtMs?: number };
  #running?: Promise<Credential>;
  #generation = 0;

  constructor(options: ExpiringCredentialOptions) {
    this.#options = options;
  }

  async current(
    _viewer: Viewer | undefined,
    signal: AbortSignal,
  ): Promise<Credential> {
    const { clock } = this.#options;
    const { expiresAtMs = Infinity } = this.#cached ?? {};
    if (this.#cached && clock.nowMs() < expiresAtMs - marginMs) {
      return this.#cached.credential;
    }
    this.#running ??= this.#signIn();
    return abortable(this.#running, signal);
  }

  invalidate(): void {
    this.#cached = undefined;
    // A sign-in that began before the refusal may bring back what was refused.
    this.#running = undefined;
    this.#generation++;
  }

  async #signIn(): Promise<Credential> {
    const generation = this.#generation;
    try {
      const result = await this.#options.signIn();
      if (generation === this.#generation) this.#cached = result;
      return result.credential;
    } finally {
      if (generation === this.#generation) this.#running = undefined;
    }
  }
}

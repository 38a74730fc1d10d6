import type { Viewer } from '../connection/KindRef';

/** What one request is sent with. Secret: never log it. */
export interface Credential {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** PEM of a client certificate and its key. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * Where credentials come from.
 * - `current` answers from a cache while what it holds is valid; concurrent calls share one sign-in.
 * - `invalidate` makes the next `current` sign in anew; it is called after a 401.
 * - A failing sign-in rejects with a message that names the means (`exec plugin "aws"`), never with output that may hold a token.
 */
export interface CredentialSource {
  current(viewer: Viewer | undefined, signal: AbortSignal): Promise<Credential>;
  invalidate(): void;
}

/** Merges headers and certificates of several sources; a later source wins. */
export function combineCredentials(
  sources: readonly CredentialSource[],
): CredentialSource {
  return {
    async current(viewer, signal) {
      const parts = await Promise.all(
        sources.map(source => source.current(viewer, signal)),
      );
      return parts.reduce<Credential>(
        (all, part) => ({
          cert: part.cert ?? all.cert,
          key: part.key ?? all.key,
          headers: { ...all.headers, ...part.headers },
        }),
        { headers: {} },
      );
    },
    invalidate() {
      for (const source of sources) source.invalidate();
    },
  };
}

/** Always the same; nothing to refresh. */
export function fixedCredential(credential: Credential): CredentialSource {
  return { current: async () => credential, invalidate: () => {} };
}

export function bearer(token: string): Credential {
  return { headers: { authorization: `Bearer ${token}` } };
}

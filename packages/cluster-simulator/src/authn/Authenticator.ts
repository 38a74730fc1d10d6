import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  isJsonObject,
  JsonObject,
  numberAt,
  stringAt,
  stringsAt,
} from '../json/readJson';
import { anonymousUser, serviceAccountUser, UserInfo } from '../rbac/UserInfo';
import { StatusError } from '../status/StatusError';
import type { ClusterStore } from '../store/ClusterStore';

export interface AuthenticatorOptions {
  readonly store: ClusterStore;
  /** Bearer tokens that are known from the start. */
  readonly tokens: ReadonlyMap<string, UserInfo>;
  /** Signs the tokens of service accounts. */
  readonly signingKey: Uint8Array;
}

/** What a connection and its request say about who sends them. */
export interface Credentials {
  readonly authorization?: string;
  /** Subject of a client certificate that the cluster's CA signed. */
  readonly certificate?: {
    readonly commonName: string;
    readonly organizations: readonly string[];
  };
}

const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

/** Knows users by bearer token, service account token or client certificate. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** @throws StatusError Unauthorized for a token that is wrong, expired, or of a service account that is gone. */
  authenticate({ authorization, certificate }: Credentials): UserInfo {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined) {
      const user = this.userOfToken(token);
      if (!user) throw new StatusError('Unauthorized', 'Unauthorized');
      return user;
    }
    if (!certificate) return anonymousUser;
    return {
      username: certificate.commonName,
      groups: [...certificate.organizations, 'system:authenticated'],
    };
  }

  userOfToken(token: string): UserInfo | undefined {
    return (
      this.#options.tokens.get(token) ?? this.#userOfServiceAccountToken(token)
    );
  }

  /** A JSON web token for a service account, valid for so many seconds of the cluster's time; the API takes those for itself. */
  issueServiceAccountToken(
    account: {
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
    },
    expirationSeconds: number,
    audiences: readonly string[] = [AUDIENCE],
    bound: JsonObject = {},
  ): { readonly token: string; readonly expiresAtMs: number } {
    const nowSeconds = Math.floor(this.#options.store.clock.nowMs() / 1000);
    const payload = {
      iss: AUDIENCE,
      aud: audiences,
      jti: randomUUID(),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + expirationSeconds,
      sub: `system:serviceaccount:${account.namespace}:${account.name}`,
      'kubernetes.io': {
        namespace: account.namespace,
        serviceaccount: { name: account.name, uid: account.uid },
        ...bound,
      },
    };
    const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
    return {
      token: `${body}.${this.#sign(body)}`,
      expiresAtMs: payload.exp * 1000,
    };
  }

  #userOfServiceAccountToken(token: string): UserInfo | undefined {
    const [header, payload, signature] = token.split('.');
    if (!header || !payload || !signature) return undefined;
    const expected = Buffer.from(this.#sign(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given))
      return undefined;
    const claims: unknown = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    if (!isJsonObject(claims)) return undefined;
    if (!stringsAt(claims, 'aud').includes(AUDIENCE)) return undefined;
    const { store } = this.#options;
    if ((numberAt(claims, 'exp') ?? 0) * 1000 <= store.clock.nowMs())
      return undefined;
    const namespace = stringAt(claims, 'kubernetes.io', 'namespace');
    const name = stringAt(claims, 'kubernetes.io', 'serviceaccount', 'name');
    const uid = stringAt(claims, 'kubernetes.io', 'serviceaccount', 'uid');
    const account = store.get('serviceaccounts', namespace, name);
    return account?.metadata.uid === uid
      ? serviceAccountUser(namespace, name, uid)
      : undefined;
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#options.signingKey)
      .update(body)
      .digest('base64url');
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

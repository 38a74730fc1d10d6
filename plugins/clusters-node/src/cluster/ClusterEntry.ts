/** One cluster as a source describes it: where it is, how to trust it, how to sign in. Holds secrets: never log one. */
export interface ClusterEntry {
  /** Unique in the registry; the first source that names it wins. */
  readonly name: string;
  readonly title?: string;
  /** `https://…`, or `http://…` for a local proxy; a path prefix is kept. */
  readonly url: string;
  readonly tls?: ClusterTls;
  readonly auth: ClusterAuth;
  /** Overrides `orrery.clusters.writes` for this cluster. */
  readonly writes?: boolean;
  readonly dashboard?: ClusterDashboard;
  /** Forward proxy for this cluster, `http://…` or `https://…` (kubeconfig `proxy-url`). */
  readonly proxyUrl?: string;
}

export interface ClusterTls {
  /** PEM. Wins over `caFile`. */
  readonly ca?: string;
  /** PEM file, read again when it changes. */
  readonly caFile?: string;
  readonly serverName?: string;
  readonly skipVerify?: boolean;
}

export interface ClusterDashboard {
  readonly url?: string;
  readonly app?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How requests to a cluster are authenticated. `viewer`: with the signed-in user's own token, so nothing can be shared. */
export type ClusterAuth =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'token'; readonly token: string }
  /** Read again when the file changes: projected service account tokens rotate. */
  | { readonly kind: 'tokenFile'; readonly file: string }
  | { readonly kind: 'kubeconfig'; readonly user: KubeconfigUser }
  | { readonly kind: 'viewer'; readonly provider: string }
  /** Known by name, but needs a vendor login that Orrery does not have: the cluster is listed as failed with this reason. */
  | { readonly kind: 'unsupported'; readonly reason: string };

/** A kubeconfig user entry with file paths made absolute. */
export interface KubeconfigUser {
  readonly name: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  /** Base64 of PEM, as in the file. */
  readonly certData?: string;
  readonly certFile?: string;
  readonly keyData?: string;
  readonly keyFile?: string;
  readonly exec?: ExecPlugin;
  readonly authProvider?: {
    readonly name: string;
    readonly config: Readonly<Record<string, unknown>>;
  };
  readonly impersonate?: Impersonation;
}

/** `users[].user.exec` of a kubeconfig. */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly provideClusterInfo: boolean;
  readonly installHint?: string;
}

/** Kubernetes impersonation; the credential in use must be allowed to impersonate. */
export interface Impersonation {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

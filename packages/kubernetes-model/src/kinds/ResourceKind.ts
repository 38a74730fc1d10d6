/** How a kind is served and called, as discovery (`/apis/…`) describes it. */
export interface ResourceKind {
  /** The empty string for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Where the object says which pods it selects: `spec.selector`; absent when it selects none. */
  readonly selectorPath?: string;
  /** `map` where the selector is a plain map of labels (Service, ReplicationController), else a `LabelSelector`. */
  readonly selectorForm?: 'map';
}

/** Identity of a kind within a cluster, whatever its version: `pods`, `deployments.apps`. */
export function resourceIdOf(kind: {
  readonly group: string;
  readonly plural: string;
}): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

/** `apiVersion` of the kind's objects: `v1`, `apps/v1`. */
export function apiVersionOf(kind: {
  readonly group: string;
  readonly version: string;
}): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}

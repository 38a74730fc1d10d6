/** `=`, `==` and `in` are `In`; `!=` and `notin` are `NotIn`. */
export type LabelOperator =
  | 'In'
  | 'NotIn'
  | 'Exists'
  | 'DoesNotExist'
  | 'Gt'
  | 'Lt';

/** One condition on labels; a selector is a list of them, all of which must hold. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  /** At least one for `In` and `NotIn`, exactly one for `Gt` and `Lt`, else empty. */
  readonly values: readonly string[];
}

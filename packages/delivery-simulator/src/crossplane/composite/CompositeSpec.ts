import type { KubernetesObject } from '@orrery/kubernetes-model';

/** What Crossplane reads in the spec of composite resources and claims. */
export interface CompositeSpec {
  readonly compositionRef?: { readonly name: string };
  readonly compositionSelector?: {
    readonly matchLabels?: Readonly<Record<string, string>>;
  };
  readonly compositionRevisionRef?: { readonly name: string };
  readonly compositionUpdatePolicy?: 'Automatic' | 'Manual';
  readonly compositeDeletePolicy?: 'Background' | 'Foreground';
  readonly claimRef?: ObjectReference;
  readonly resourceRef?: ObjectReference;
  readonly resourceRefs?: readonly ObjectReference[];
  readonly [field: string]: unknown;
}

export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The API server has checked it against the definition's schema. */
export function parseCompositeSpec({ spec }: KubernetesObject): CompositeSpec {
  return (spec ?? {}) as CompositeSpec;
}

export function parseCompositeStatus({
  status,
}: KubernetesObject): Readonly<Record<string, unknown>> {
  return (status ?? {}) as Record<string, unknown>;
}

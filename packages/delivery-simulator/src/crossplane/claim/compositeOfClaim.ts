import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  type CompositeSpec,
  parseCompositeSpec,
} from '../composite/CompositeSpec';
import { machineryFields } from '../definitions/definitionsOf';

/** The author's fields, the choice of composition, and whose it is. */
export function compositeSpecOf(
  claim: KubernetesObject,
  kind: string,
): Readonly<Record<string, unknown>> {
  const spec: CompositeSpec = parseCompositeSpec(claim);
  const own = Object.entries(spec).filter(
    ([field]) => !machineryFields.has(field),
  );
  const { compositionRef, compositionSelector, compositionUpdatePolicy } = spec;
  const secret = spec.writeConnectionSecretToRef;
  return {
    ...Object.fromEntries(own),
    ...(compositionRef && { compositionRef }),
    ...(compositionSelector && { compositionSelector }),
    ...(compositionUpdatePolicy && { compositionUpdatePolicy }),
    claimRef: {
      apiVersion: claim.apiVersion,
      kind: claim.kind,
      namespace: claim.metadata.namespace,
      name: claim.metadata.name,
    },
    ...(secret !== undefined && {
      writeConnectionSecretToRef: {
        name: `${
          claim.metadata.uid ?? claim.metadata.name
        }-${kind.toLowerCase()}`,
        namespace: 'crossplane-system',
      },
    }),
  };
}

/** `kubectl`'s record of what was applied stays with the claim. */
export function propagatedAnnotations({
  metadata,
}: KubernetesObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(
      ([key]) => !key.startsWith('kubectl.kubernetes.io/'),
    ),
  );
}

/** Annotations that commanded something and are gone from the claim. */
export function removedAnnotations(
  composite: KubernetesObject,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, null>> {
  return Object.fromEntries(
    Object.keys(composite.metadata.annotations ?? {})
      .filter(key => key.startsWith('orrery-sim/') && !(key in wanted))
      .map(key => [key, null]),
  );
}

export function isCovered(
  composite: KubernetesObject,
  wanted: {
    readonly metadata: {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };
    readonly spec: Readonly<Record<string, unknown>>;
  },
): boolean {
  const { labels = {}, annotations = {} } = composite.metadata;
  const has = (
    actual: Readonly<Record<string, unknown>>,
    expected: Readonly<Record<string, unknown>>,
  ) =>
    Object.entries(expected).every(
      ([key, value]) => JSON.stringify(actual[key]) === JSON.stringify(value),
    );
  return (
    has(labels, wanted.metadata.labels) &&
    has(annotations, wanted.metadata.annotations) &&
    Object.keys(removedAnnotations(composite, wanted.metadata.annotations))
      .length === 0 &&
    has(parseCompositeSpec(composite), wanted.spec)
  );
}

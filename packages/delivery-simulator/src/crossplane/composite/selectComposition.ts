import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { compositionKind } from '../coreKinds';
import { compositeKindOf, type XrdSpec } from '../definitions/XrdSpec';
import { parseCompositeSpec } from './CompositeSpec';

export type Selection =
  | { readonly kind: 'selected'; readonly composition: KubernetesObject }
  | { readonly kind: 'none'; readonly message: string };

/**
 * The composition of a composite resource: the one that its definition enforces, else the one it names, else the first
 * by name whose labels its selector matches, else the definition's default, else the only fitting one there is.
 */
export function selectComposition(
  port: Pick<ClusterPort, 'get' | 'list'>,
  definition: XrdSpec,
  composite: KubernetesObject,
): Selection {
  const spec = parseCompositeSpec(composite);
  const named =
    definition.enforcedCompositionRef?.name ?? spec.compositionRef?.name;
  if (named !== undefined) return byName(port, named, definition);
  const fitting = port
    .list(compositionKind)
    .filter(composition => fits(composition, definition));
  const labels = spec.compositionSelector?.matchLabels;
  if (labels) {
    const [composition] = fitting.filter(({ metadata }) =>
      Object.entries(labels).every(
        ([key, value]) => metadata.labels?.[key] === value,
      ),
    );
    return composition
      ? { kind: 'selected', composition }
      : {
          kind: 'none',
          message:
            'cannot select Composition: no compatible Compositions found',
        };
  }
  if (definition.defaultCompositionRef)
    return byName(port, definition.defaultCompositionRef.name, definition);
  return fitting.length > 0
    ? { kind: 'selected', composition: fitting[0] }
    : {
        kind: 'none',
        message: 'cannot select Composition: no compatible Compositions found',
      };
}

function byName(
  port: Pick<ClusterPort, 'get'>,
  name: string,
  definition: XrdSpec,
): Selection {
  const composition = port.get({ ...compositionKind, name });
  if (!composition)
    return {
      kind: 'none',
      message: `cannot fetch Composition: Composition.apiextensions.crossplane.io "${name}" not found`,
    };
  return fits(composition, definition)
    ? { kind: 'selected', composition }
    : {
        kind: 'none',
        message:
          'cannot select Composition: composition is not compatible with the composite resource',
      };
}

function fits(composition: KubernetesObject, definition: XrdSpec): boolean {
  const { spec } = composition as {
    spec?: { compositeTypeRef?: { apiVersion?: string; kind?: string } };
  };
  const wanted = compositeKindOf(definition);
  return (
    spec?.compositeTypeRef?.apiVersion === wanted.apiVersion &&
    spec.compositeTypeRef.kind === wanted.kind
  );
}

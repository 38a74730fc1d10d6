import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { isConditionTrue } from '../conditions';
import {
  EXTERNAL_NAME,
  forProviderOf,
  type ManagedReference,
} from './ManagedKind';

export type Resolution =
  | {
      readonly kind: 'resolved';
      readonly values: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'waiting'; readonly message: string };

/**
 * Fills the fields of `spec.forProvider` that name other managed resources by reference or selector, as
 * crossplane-runtime's `reference` package does: a value that is set already stays.
 */
export function resolveReferences(
  port: Pick<ClusterPort, 'get' | 'list'>,
  object: KubernetesObject,
  references: readonly ManagedReference[],
): Resolution {
  const forProvider = forProviderOf(object);
  const values: Record<string, unknown> = {};
  for (const reference of references) {
    if (forProvider[reference.field] !== undefined) continue;
    const targets = targetsOf(port, object, reference);
    if (targets === undefined) continue;
    const found = targets.map(target => valueOf(target, reference.value));
    if (found.length === 0 || found.includes(undefined))
      return {
        kind: 'waiting',
        message: `cannot resolve references: mg.Spec.ForProvider.${capitalized(
          reference.field,
        )}: ${
          found.length === 0
            ? 'no resources matched selector'
            : 'referenced field was empty (referenced resource may not yet be ready)'
        }`,
      };
    values[reference.field] = reference.isList ? found : found[0];
  }
  return { kind: 'resolved', values };
}

/** Undefined when the field is not named by a reference at all. */
function targetsOf(
  port: Pick<ClusterPort, 'get' | 'list'>,
  object: KubernetesObject,
  { refField, selectorField, to, isList }: ManagedReference,
): readonly (KubernetesObject | undefined)[] | undefined {
  const forProvider = forProviderOf(object);
  const refs = parseRefs(forProvider[refField]);
  if (refs.length > 0) return refs.map(({ name }) => port.get({ ...to, name }));
  const selector = parseSelector(forProvider[selectorField]);
  if (!selector) return undefined;
  const controller = controllerOf(object);
  const matching = port
    .list(to)
    .filter(
      candidate =>
        Object.entries(selector.matchLabels ?? {}).every(
          ([key, value]) => candidate.metadata.labels?.[key] === value,
        ) &&
        (!selector.matchControllerRef ||
          controllerOf(candidate) === controller),
    );
  return isList ? matching : matching.slice(0, 1);
}

function valueOf(
  target: KubernetesObject | undefined,
  value: ManagedReference['value'],
): string | undefined {
  // What a cloud names itself is known once it is there; the others are not worth referring to before either.
  if (!target || !isConditionTrue(target, 'Ready')) return undefined;
  if (value === 'external-name')
    return target.metadata.annotations?.[EXTERNAL_NAME];
  return parseAtProvider(target)[value];
}

function controllerOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller)?.uid;
}

function capitalized(field: string): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

function parseRefs(value: unknown): readonly { readonly name: string }[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as { name: string }[];
}

interface Selector {
  readonly matchControllerRef?: boolean;
  readonly matchLabels?: Readonly<Record<string, string>>;
}

function parseSelector(value: unknown): Selector | undefined {
  return value as Selector | undefined;
}

function parseAtProvider(
  target: KubernetesObject,
): Readonly<Record<string, string | undefined>> {
  const { status } = target as {
    status?: { atProvider?: Record<string, string> };
  };
  return status?.atProvider ?? {};
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { KindRef } from '../../cluster/ClusterPort';

export const EXTERNAL_NAME = 'crossplane.io/external-name';

export type CloudProvider = 'aws' | 'gcp' | 'azure';

/** A field of `spec.forProvider` whose value another managed resource has. */
export interface ManagedReference {
  /** The field that is filled in, `clusterName`; the fields that name the other one are beside it. */
  readonly field: string;
  /** `clusterNameRef`, or of a list `subnetIdRefs`. */
  readonly refField: string;
  /** `clusterNameSelector`. */
  readonly selectorField: string;
  readonly to: { readonly apiVersion: string; readonly kind: string };
  /** Where the other one has the value. */
  readonly value: 'external-name' | 'arn' | 'id';
  readonly isList?: boolean;
}

/** What the cloud says about an external resource once it exists. */
export interface Observation {
  /** Share of the way from nothing (0) to complete (1). */
  readonly progress: number;
  readonly isDeleting: boolean;
  readonly externalName: string;
  readonly createdAt: string;
}

/** A kind of managed resource: its definition, and how the cloud behaves about it. */
export interface ManagedKind {
  readonly provider: CloudProvider;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  /** How long the cloud takes, in milliseconds of virtual time; measured by hand on real clouds, rounded. */
  readonly createMs: number;
  readonly deleteMs: number;
  readonly references: readonly ManagedReference[];
  /** Kinds that must be gone before this one can be deleted. */
  readonly deletedAfter?: readonly string[];
  /** How the cloud names it, where it does not take the name that it is given: `vpc-0c1d…`. */
  readonly externalName?: (object: KubernetesObject) => string;
  /** `status.atProvider`, besides the id. */
  readonly atProvider: (
    object: KubernetesObject,
    observation: Observation,
  ) => Readonly<Record<string, unknown>>;
  /** The connection secret, once complete. */
  readonly connection?: (
    object: KubernetesObject,
    observation: Observation,
  ) => Readonly<Record<string, string>>;
  /** How the cloud words a refusal to create. */
  readonly failure: (object: KubernetesObject, cause: string) => string;
}

function apiVersionOf({ group, version }: ManagedKind): string {
  return `${group}/${version}`;
}

/** The name of a resource that is new to its cloud: what people chose, what the cloud chooses, or its own. */
export function newExternalName(
  kind: ManagedKind,
  object: KubernetesObject,
): string {
  const { annotations = {}, name } = object.metadata;
  return annotations[EXTERNAL_NAME] ?? kind.externalName?.(object) ?? name;
}

/** The kind as manifests name it. */
export function kindRefOf(kind: ManagedKind): KindRef {
  return { apiVersion: apiVersionOf(kind), kind: kind.kind };
}

/** The kind that tells a provider with which account it works. */
export function providerConfigKind(provider: CloudProvider): KindRef {
  return {
    apiVersion: `${provider}.upbound.io/v1beta1`,
    kind: 'ProviderConfig',
  };
}

/** `spec.forProvider`; the API server has seen to it that it is an object. */
export function forProviderOf(
  object: KubernetesObject,
): Readonly<Record<string, unknown>> {
  const { spec } = object as {
    spec?: { forProvider?: Readonly<Record<string, unknown>> };
  };
  return spec?.forProvider ?? {};
}

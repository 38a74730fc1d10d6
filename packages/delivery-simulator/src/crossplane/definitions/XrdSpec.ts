import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { PrinterColumn } from '../../definitions/customResourceDefinition';
import type { Schema } from '../../definitions/schema';

/** What a CompositeResourceDefinition says. */
export interface XrdSpec {
  readonly group: string;
  readonly names: DefinedNames;
  readonly claimNames?: DefinedNames;
  readonly connectionSecretKeys?: readonly string[];
  readonly defaultCompositionRef?: { readonly name: string };
  readonly enforcedCompositionRef?: { readonly name: string };
  readonly defaultCompositeDeletePolicy?: 'Background' | 'Foreground';
  readonly versions: readonly XrdVersion[];
}

export interface DefinedNames {
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

export interface XrdVersion {
  readonly name: string;
  readonly served: boolean;
  /** The version that compositions refer to; exactly one. */
  readonly referenceable: boolean;
  readonly schema?: {
    readonly openAPIV3Schema?: {
      readonly properties?: Readonly<Record<string, SchemaObject>>;
    };
  };
  readonly additionalPrinterColumns?: readonly PrinterColumn[];
}

interface SchemaObject {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The API server has checked it against the schema of XRDs. */
export function parseXrdSpec(xrd: KubernetesObject): XrdSpec {
  return xrd.spec as XrdSpec;
}

/** The kind of composite resources that an XRD defines. */
export function compositeKindOf({ group, names, versions }: XrdSpec) {
  return {
    apiVersion: `${group}/${referenceable(versions)}`,
    kind: names.kind,
  };
}

/** The kind of claims; undefined for an XRD that offers none. */
export function claimKindOf({ group, claimNames, versions }: XrdSpec) {
  return (
    claimNames && {
      apiVersion: `${group}/${referenceable(versions)}`,
      kind: claimNames.kind,
    }
  );
}

function referenceable(versions: readonly XrdVersion[]): string {
  return (versions.find(each => each.referenceable) ?? versions[0]).name;
}

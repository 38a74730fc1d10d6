import type { KubernetesObject } from '@orrery/kubernetes-model';

/** A node of a structural schema (OpenAPI v3 as CustomResourceDefinitions allow it). */
export type Schema = Readonly<Record<string, unknown>>;

/** A column of `kubectl get`, after NAME; AGE is written out where the real definition has it. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly jsonPath: string;
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority?: number;
}

export interface CustomResourceVersion {
  readonly name: string;
  /** Of `spec`; unknown fields are dropped unless it preserves them. */
  readonly spec?: Schema;
  readonly status?: Schema;
  /** Properties beside `spec` and `status`, such as the `operation` of an Application. */
  readonly others?: Readonly<Record<string, Schema>>;
  readonly columns?: readonly PrinterColumn[];
  /** Whether `/status` is a subresource. Default: true when there is a status schema. */
  readonly hasStatusSubresource?: boolean;
  readonly scale?: {
    readonly specReplicasPath: string;
    readonly statusReplicasPath: string;
    readonly labelSelectorPath: string;
  };
  /** Exactly one version is stored: the first one when none says so. */
  readonly isStored?: boolean;
}

export interface CustomResourceOptions {
  readonly group: string;
  readonly kind: string;
  /** Default: lower-case kind and an `s`. */
  readonly plural?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  readonly versions: readonly CustomResourceVersion[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** An object of which nothing is said. */
export const anyObject: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

export const ageColumn: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/** The CustomResourceDefinition (apiextensions.k8s.io/v1) of a kind. */
export function customResourceDefinition(
  options: CustomResourceOptions,
): KubernetesObject {
  const { group, kind, scope, versions } = options;
  const singular = kind.toLowerCase();
  const plural = options.plural ?? `${singular}s`;
  const stored = versions.find(({ isStored }) => isStored) ?? versions[0];
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels: options.labels ?? {} },
    spec: {
      group,
      scope,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular,
        ...(options.shortNames && { shortNames: options.shortNames }),
        ...(options.categories && { categories: options.categories }),
      },
      versions: versions.map(version => ({
        name: version.name,
        served: true,
        storage: version === stored,
        schema: { openAPIV3Schema: schemaOf(version) },
        ...subresourcesOf(version),
        ...(version.columns && { additionalPrinterColumns: version.columns }),
      })),
    },
  };
}

function schemaOf({ spec, status, others }: CustomResourceVersion): Schema {
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...(spec && { spec }),
      ...(status && { status }),
      ...others,
    },
  };
}

function subresourcesOf(version: CustomResourceVersion): object {
  const hasStatus =
    version.hasStatusSubresource ?? version.status !== undefined;
  if (!hasStatus && !version.scale) return {};
  return {
    subresources: {
      ...(hasStatus && { status: {} }),
      ...(version.scale && { scale: version.scale }),
    },
  };
}

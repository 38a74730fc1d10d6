import type { KubernetesObject } from '@orrery/kubernetes-model';
import { type Schema, record, text, anyObject } from './schema';

export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date' | 'boolean';
  readonly jsonPath: string;
  readonly description?: string;
  /** Above 0 only `-o wide` shows the column. */
  readonly priority?: number;
}

/** What differs between the versions of a kind. */
export interface VersionOptions {
  readonly version: string;
  readonly columns: readonly PrinterColumn[];
  readonly spec: Schema;
  /** Without it the kind has no status subresource. */
  readonly status?: Schema;
  /** Fields beside `spec` and `status`, such as the `operation` of an Application. */
  readonly otherFields?: Readonly<Record<string, Schema>>;
  /** The status is an ordinary field, as an Application's is. Default: false. */
  readonly isStatusOrdinary?: boolean;
  readonly scale?: Readonly<Record<string, string>>;
}

export interface DefinitionOptions extends VersionOptions {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly isClusterScoped?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** Served besides the first one, which is stored. */
  readonly otherVersions?: readonly VersionOptions[];
}

/** A CustomResourceDefinition (apiextensions.k8s.io/v1). */
export function customResourceDefinition(
  options: DefinitionOptions,
): KubernetesObject {
  const { group, kind, plural, shortNames, categories, labels } = options;
  const singular = kind.toLowerCase();
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...(labels && { labels }) },
    spec: {
      group,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular,
        ...(shortNames ? { shortNames } : {}),
        ...(categories ? { categories } : {}),
      },
      scope: options.isClusterScoped ? 'Cluster' : 'Namespaced',
      versions: [options, ...(options.otherVersions ?? [])].map(
        (version, index) => versionOf(version, index === 0),
      ),
    },
  };
}

function versionOf(
  { version, columns, spec, status, scale, ...rest }: VersionOptions,
  isStored: boolean,
): object {
  const hasStatus = status !== undefined && !rest.isStatusOrdinary;
  return {
    name: version,
    served: true,
    storage: isStored,
    additionalPrinterColumns: columns,
    schema: {
      openAPIV3Schema: record({
        apiVersion: text,
        kind: text,
        metadata: { type: 'object' },
        spec,
        status: status ?? anyObject,
        ...rest.otherFields,
      }),
    },
    ...(hasStatus
      ? { subresources: { status: {}, ...(scale ? { scale } : {}) } }
      : {}),
  };
}

/** The column that every kind ends with. */
export const age: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

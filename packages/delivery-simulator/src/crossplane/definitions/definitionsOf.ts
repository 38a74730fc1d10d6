import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  age,
  customResourceDefinition,
  type PrinterColumn,
  type VersionOptions,
} from '../../definitions/customResourceDefinition';
import {
  anyObject,
  listOf,
  mapOf,
  oneOf,
  record,
  type Schema,
  text,
  time,
} from '../../definitions/schema';
import type { DefinedNames, XrdSpec, XrdVersion } from './XrdSpec';

const name = record({ name: text }, ['name']);

const reference = record(
  { apiVersion: text, kind: text, name: text, namespace: text },
  ['apiVersion', 'kind', 'name'],
);

const selector = record({ matchLabels: mapOf(text) }, ['matchLabels']);

/** What Crossplane adds to the spec of composite resources and of claims (internal/xcrd, v1). */
const machinery: Readonly<Record<string, Schema>> = {
  compositionRef: name,
  compositionSelector: selector,
  compositionRevisionRef: name,
  compositionRevisionSelector: selector,
  compositionUpdatePolicy: oneOf('Automatic', 'Manual'),
};

const compositeMachinery: Readonly<Record<string, Schema>> = {
  ...machinery,
  claimRef: reference,
  resourceRefs: listOf(reference),
  writeConnectionSecretToRef: record({ name: text, namespace: text }, [
    'name',
    'namespace',
  ]),
};

const claimMachinery: Readonly<Record<string, Schema>> = {
  ...machinery,
  compositeDeletePolicy: {
    ...oneOf('Background', 'Foreground'),
    default: 'Background',
  },
  resourceRef: reference,
  writeConnectionSecretToRef: name,
};

/** The fields of specs that are Crossplane's, not the author's. */
export const machineryFields: ReadonlySet<string> = new Set([
  ...Object.keys(compositeMachinery),
  ...Object.keys(claimMachinery),
]);

const statusMachinery: Readonly<Record<string, Schema>> = {
  conditions: listOf(anyObject),
  connectionDetails: record({ lastPublishedTime: time }),
  claimConditionTypes: listOf(text),
};

export const conditionColumns: readonly PrinterColumn[] = [
  {
    name: 'SYNCED',
    type: 'string',
    jsonPath: ".status.conditions[?(@.type=='Synced')].status",
  },
  {
    name: 'READY',
    type: 'string',
    jsonPath: ".status.conditions[?(@.type=='Ready')].status",
  },
];

/** The CustomResourceDefinitions that an XRD stands for: of its composite resources and, if it offers them, of claims. */
export function definitionsOf(spec: XrdSpec): readonly KubernetesObject[] {
  const composite = definitionOf(spec, spec.names, 'Cluster', {
    category: 'composite',
    machinery: compositeMachinery,
    columns: [
      ...conditionColumns,
      {
        name: 'COMPOSITION',
        type: 'string',
        jsonPath: '.spec.compositionRef.name',
      },
      {
        name: 'COMPOSITIONREVISION',
        type: 'string',
        jsonPath: '.spec.compositionRevisionRef.name',
        priority: 1,
      },
    ],
  });
  if (!spec.claimNames) return [composite];
  const claim = definitionOf(spec, spec.claimNames, 'Namespaced', {
    category: 'claim',
    machinery: claimMachinery,
    columns: [
      ...conditionColumns,
      {
        name: 'CONNECTION-SECRET',
        type: 'string',
        jsonPath: '.spec.writeConnectionSecretToRef.name',
      },
    ],
  });
  return [composite, claim];
}

function definitionOf(
  { group, versions }: XrdSpec,
  names: DefinedNames,
  scope: 'Cluster' | 'Namespaced',
  extra: {
    readonly category: string;
    readonly machinery: Readonly<Record<string, Schema>>;
    readonly columns: readonly PrinterColumn[];
  },
): KubernetesObject {
  // The version that compositions refer to is the stored one.
  const [stored, ...others] = versions
    .filter(version => version.served)
    .sort((a, b) => Number(b.referenceable) - Number(a.referenceable))
    .map(
      (version): VersionOptions => ({
        version: version.name,
        spec: schemaOf(version, 'spec', extra.machinery),
        status: schemaOf(version, 'status', statusMachinery),
        columns: [
          ...extra.columns,
          ...(version.additionalPrinterColumns ?? []),
          { ...age, name: 'AGE' },
        ],
      }),
    );
  return customResourceDefinition({
    ...stored,
    group,
    kind: names.kind,
    plural: names.plural,
    shortNames: names.shortNames,
    categories: [...(names.categories ?? []), extra.category],
    isClusterScoped: scope === 'Cluster',
    otherVersions: others,
  });
}

function schemaOf(
  { schema }: XrdVersion,
  part: 'spec' | 'status',
  fields: Readonly<Record<string, Schema>>,
): Schema {
  const own = schema?.openAPIV3Schema?.properties?.[part];
  return {
    ...own,
    type: 'object',
    properties: { ...own?.properties, ...fields },
  };
}

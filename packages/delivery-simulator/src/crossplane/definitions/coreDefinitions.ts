import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  age,
  customResourceDefinition,
  type PrinterColumn,
} from '../../definitions/customResourceDefinition';
import {
  anyObject,
  flag,
  listOf,
  oneOf,
  record,
  text,
  whole,
} from '../../definitions/schema';

const AGE: PrinterColumn = { ...age, name: 'AGE' };
const labels = { 'app.kubernetes.io/part-of': 'crossplane' };
const EXTENSIONS = 'apiextensions.crossplane.io';
const PACKAGES = 'pkg.crossplane.io';

function conditionColumn(name: string, condition: string): PrinterColumn {
  return textColumn(
    name,
    `.status.conditions[?(@.type=='${condition}')].status`,
  );
}

function textColumn(name: string, jsonPath: string): PrinterColumn {
  return { name, type: 'string', jsonPath };
}

const definitionSpec = record(
  {
    group: text,
    names: anyObject,
    claimNames: anyObject,
    connectionSecretKeys: listOf(text),
    defaultCompositionRef: anyObject,
    enforcedCompositionRef: anyObject,
    defaultCompositeDeletePolicy: {
      ...oneOf('Background', 'Foreground'),
      default: 'Background',
    },
    versions: {
      ...listOf(
        record(
          {
            name: text,
            referenceable: flag,
            served: flag,
            deprecated: flag,
            schema: anyObject,
            additionalPrinterColumns: listOf(anyObject),
          },
          ['name', 'referenceable', 'served'],
        ),
      ),
      minItems: 1,
    },
  },
  ['group', 'names', 'versions'],
);

const compositionFields = {
  compositeTypeRef: record({ apiVersion: text, kind: text }, [
    'apiVersion',
    'kind',
  ]),
  mode: { ...oneOf('Resources', 'Pipeline'), default: 'Pipeline' },
  pipeline: {
    ...listOf(
      record(
        {
          step: text,
          functionRef: record({ name: text }, ['name']),
          input: anyObject,
          credentials: listOf(anyObject),
        },
        ['step', 'functionRef'],
      ),
    ),
    maxItems: 99,
  },
  resources: listOf(anyObject),
  writeConnectionSecretsToNamespace: text,
};

const compositeTypeColumns: readonly PrinterColumn[] = [
  textColumn('XR-KIND', '.spec.compositeTypeRef.kind'),
  textColumn('XR-APIVERSION', '.spec.compositeTypeRef.apiVersion'),
  AGE,
];

/** The CustomResourceDefinitions of Crossplane itself (v1.20), as far as they are simulated. */
export function coreDefinitions(): readonly KubernetesObject[] {
  const common = {
    group: EXTENSIONS,
    version: 'v1',
    categories: ['crossplane'],
    isClusterScoped: true,
    labels,
  };
  return [
    customResourceDefinition({
      ...common,
      kind: 'CompositeResourceDefinition',
      plural: 'compositeresourcedefinitions',
      shortNames: ['xrd', 'xrds'],
      spec: definitionSpec,
      status: anyObject,
      columns: [
        conditionColumn('ESTABLISHED', 'Established'),
        conditionColumn('OFFERED', 'Offered'),
        AGE,
      ],
    }),
    customResourceDefinition({
      ...common,
      kind: 'Composition',
      plural: 'compositions',
      shortNames: ['comp'],
      spec: record(compositionFields, ['compositeTypeRef']),
      columns: compositeTypeColumns,
    }),
    customResourceDefinition({
      ...common,
      kind: 'CompositionRevision',
      plural: 'compositionrevisions',
      shortNames: ['comprev'],
      spec: record({ ...compositionFields, revision: whole }, [
        'compositeTypeRef',
        'revision',
      ]),
      status: anyObject,
      columns: [
        textColumn('REVISION', '.spec.revision'),
        ...compositeTypeColumns,
      ],
    }),
    ...packageDefinitions('Provider'),
    ...packageDefinitions('Function'),
    ...packageDefinitions('Configuration'),
  ];
}

/** A kind of packages and the kind of its revisions. */
function packageDefinitions(kind: string): readonly KubernetesObject[] {
  const common = {
    group: PACKAGES,
    version: 'v1',
    isClusterScoped: true,
    labels,
    status: anyObject,
  };
  const plural = `${kind.toLowerCase()}s`;
  return [
    customResourceDefinition({
      ...common,
      kind,
      plural,
      categories: ['crossplane', 'pkg'],
      spec: record(
        {
          package: text,
          packagePullPolicy: text,
          revisionActivationPolicy: { ...text, default: 'Automatic' },
          revisionHistoryLimit: { ...whole, default: 1 },
          skipDependencyResolution: flag,
          runtimeConfigRef: anyObject,
        },
        ['package'],
      ),
      columns: [
        conditionColumn('INSTALLED', 'Installed'),
        conditionColumn('HEALTHY', 'Healthy'),
        textColumn('PACKAGE', '.spec.package'),
        AGE,
      ],
    }),
    customResourceDefinition({
      ...common,
      kind: `${kind}Revision`,
      plural: `${kind.toLowerCase()}revisions`,
      categories: ['crossplane', 'pkgrev'],
      spec: record(
        {
          desiredState: oneOf('Active', 'Inactive'),
          image: text,
          revision: whole,
          packagePullPolicy: text,
        },
        ['desiredState', 'image', 'revision'],
      ),
      columns: [
        conditionColumn('HEALTHY', 'Healthy'),
        textColumn('REVISION', '.spec.revision'),
        textColumn('IMAGE', '.spec.image'),
        textColumn('STATE', '.spec.desiredState'),
        AGE,
      ],
    }),
  ];
}

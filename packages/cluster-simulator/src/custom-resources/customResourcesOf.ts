import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  JsonObject,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../json/readJson';
import {
  allVerbs,
  ResourceDefinition,
  Subresource,
} from '../resources/ResourceDefinition';
import type { CustomResource, ScalePaths } from './CustomResource';
import { customFieldType } from './customFieldType';
import { printerColumnsOf } from './printerColumnsOf';
import { parseStructuralSchema } from './StructuralSchema';

const readWrite = ['get', 'patch', 'update'];

/** The rows that a CustomResourceDefinition adds to the registry: one for each served version. */
export function customResourcesOf(
  definition: KubernetesObject,
): readonly ResourceDefinition[] {
  const group = stringAt(definition, 'spec', 'group');
  const names = objectAt(definition, 'spec', 'names');
  const kind = stringAt(names, 'kind');
  const versions = objectsAt(definition, 'spec', 'versions');
  const stored = versions.find(version => version.storage === true);
  const storedApiVersion = `${group}/${stringAt(stored, 'name')}`;
  const isTerminating = definition.metadata.deletionTimestamp !== undefined;
  return versions
    .filter(version => version.served === true)
    .map(version => ({
      group,
      version: stringAt(version, 'name'),
      kind,
      plural: stringAt(names, 'plural'),
      singular: stringAt(names, 'singular') || kind.toLowerCase(),
      namespaced: stringAt(definition, 'spec', 'scope') === 'Namespaced',
      shortNames: stringsAt(names, 'shortNames'),
      categories: stringsAt(names, 'categories'),
      verbs: allVerbs,
      storage: definition.metadata.name,
      fields: objectsAt(version, 'selectableFields').map(field =>
        stringAt(field, 'jsonPath').replace(/^\./, ''),
      ),
      subresources: subresourcesOf(group, kind, version),
      custom: customPartOf(version, {
        kind,
        group,
        storedApiVersion,
        isTerminating,
      }),
    }));
}

function subresourcesOf(
  group: string,
  kind: string,
  version: JsonObject,
): readonly Subresource[] {
  const own = { group, version: stringAt(version, 'name'), kind };
  return [
    ...(valueAt(version, 'subresources', 'status')
      ? [{ ...own, name: 'status', verbs: readWrite }]
      : []),
    ...(valueAt(version, 'subresources', 'scale')
      ? [
          {
            name: 'scale',
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
            verbs: readWrite,
          },
        ]
      : []),
  ];
}

function customPartOf(
  version: JsonObject,
  {
    kind,
    group,
    storedApiVersion,
    isTerminating,
  }: {
    readonly kind: string;
    readonly group: string;
    readonly storedApiVersion: string;
    readonly isTerminating: boolean;
  },
): CustomResource {
  const document = objectAt(version, 'schema', 'openAPIV3Schema');
  const schema = parseStructuralSchema(document);
  const name = stringAt(version, 'name');
  return {
    schema,
    document,
    type: customFieldType(schema),
    columns: printerColumnsOf(version),
    storedApiVersion,
    isTerminating,
    ...scaleOf(version),
    ...(version.deprecated === true
      ? {
          deprecationWarning:
            stringAt(version, 'deprecationWarning') ||
            `${group}/${name} ${kind} is deprecated`,
        }
      : {}),
  };
}

function scaleOf(version: JsonObject): { readonly scale?: ScalePaths } {
  if (!valueAt(version, 'subresources', 'scale')) return {};
  const path = (field: string) =>
    stringAt(version, 'subresources', 'scale', field)
      .split('.')
      .filter(step => step !== '');
  return {
    scale: {
      specReplicas: path('specReplicasPath'),
      statusReplicas: path('statusReplicasPath'),
      selector: path('labelSelectorPath'),
    },
  };
}

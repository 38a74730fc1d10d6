import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { JsonObject } from '../json/readJson';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import { IncludeObject, toPartialObject, toTable } from '../table/toTable';
import type { ApiAnswer } from './ApiAnswer';
import type { Representation } from './Representation';

export interface RenderOptions {
  readonly representation: Representation;
  readonly nowMs: number;
  readonly includeObject: IncludeObject;
}

/** The JSON body of one object in the asked representation. */
export function renderObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  { representation, nowMs, includeObject }: RenderOptions,
): JsonObject {
  switch (representation) {
    case 'table': {
      const { resourceVersion } = object.metadata;
      return toTable(
        definition.storage,
        [object],
        { resourceVersion },
        { nowMs, includeObject },
      );
    }
    case 'metadata':
      return toPartialObject(object);
    default:
      return toServed(definition, object);
  }
}

/** The JSON text of a list, in pieces, so that a list of any length can be written. */
export function renderList(
  answer: Extract<ApiAnswer, { kind: 'list' }>,
  options: RenderOptions,
): readonly string[] {
  const { definition, objects, metadata } = answer;
  if (options.representation === 'table') {
    return [
      JSON.stringify(toTable(definition.storage, objects, metadata, options)),
    ];
  }
  const head =
    options.representation === 'metadata'
      ? {
          kind: 'PartialObjectMetadataList',
          apiVersion: 'meta.k8s.io/v1',
          metadata,
        }
      : {
          kind: `${definition.kind}List`,
          apiVersion: groupVersionOf(definition),
          metadata,
        };
  const write =
    options.representation === 'metadata'
      ? toPartialObject
      : (object: KubernetesObject) => toListItem(definition, object);
  const pieces = [`${JSON.stringify(head).slice(0, -1)},"items":[`];
  const batch: string[] = [];
  objects.forEach((object, index) => {
    batch.push(JSON.stringify(write(object)));
    if (batch.length === 1000 || index === objects.length - 1) {
      pieces.push(batch.join(','), index === objects.length - 1 ? '' : ',');
      batch.length = 0;
    }
  });
  return [...pieces, ']}'];
}

/** The object in the version that was asked for, kind and version first. */
export function toServed(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const { apiVersion, kind, ...rest } = definition.conversion
    ? definition.conversion.toServed(object)
    : object;
  return {
    kind: definition.kind,
    apiVersion: groupVersionOf(definition),
    ...rest,
    metadata: object.metadata,
  };
}

/** Items of typed lists do not repeat kind and version, as real servers leave them out. */
function toListItem(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const { apiVersion, kind, ...rest } = definition.conversion
    ? definition.conversion.toServed(object)
    : object;
  return definition.virtual || definition.schema
    ? { ...rest, metadata: object.metadata }
    : toServed(definition, object);
}

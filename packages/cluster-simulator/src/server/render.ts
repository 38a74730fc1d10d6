import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import { IncludeObject, toPartialObject, toTable } from '../table/toTable';
import type { ApiAnswer } from './ApiAnswer';
import type { Representation } from './Representation';
import { writeListItem, writeObject } from './writeObject';

export interface RenderOptions {
  readonly representation: Representation;
  readonly nowMs: number;
  readonly includeObject: IncludeObject;
  /** Later events of a table watch leave the columns out. */
  readonly omitsColumns?: boolean;
}

/** So many objects of a list are written in one turn of the event loop. */
const objectsPerTurn = 2_000;

const comma = Buffer.from(',');

/** The JSON body of one object in the asked representation. */
export function renderObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  { representation, nowMs, includeObject, omitsColumns }: RenderOptions,
): Buffer {
  switch (representation) {
    case 'table': {
      const { resourceVersion } = object.metadata;
      const table = toTable(
        definition.storage,
        [object],
        { resourceVersion },
        { nowMs, includeObject, columns: definition.custom?.columns },
      );
      return toJson(omitsColumns ? { ...table, columnDefinitions: [] } : table);
    }
    case 'metadata':
      return toJson(toPartialObject(object));
    default:
      return writeObject(definition, object);
  }
}

/** The JSON of a list, in pieces; a long one lets other requests in between. */
export async function renderList(
  answer: Extract<ApiAnswer, { kind: 'list' }>,
  options: RenderOptions,
): Promise<readonly Buffer[]> {
  const { definition, objects, metadata } = answer;
  if (options.representation === 'table') {
    const table = toTable(definition.storage, objects, metadata, {
      ...options,
      columns: definition.custom?.columns,
    });
    return [toJson(table)];
  }
  const isMetadata = options.representation === 'metadata';
  const head = JSON.stringify({
    kind: isMetadata ? 'PartialObjectMetadataList' : `${definition.kind}List`,
    apiVersion: isMetadata ? 'meta.k8s.io/v1' : groupVersionOf(definition),
    metadata,
  });
  const pieces = [Buffer.from(`${head.slice(0, -1)},"items":[`)];
  for (const [index, object] of objects.entries()) {
    if (index > 0) pieces.push(comma);
    pieces.push(
      isMetadata
        ? toJson(toPartialObject(object))
        : writeListItem(definition, object),
    );
    if (index % objectsPerTurn === objectsPerTurn - 1) await nextTurn();
  }
  pieces.push(Buffer.from(']}'));
  return pieces;
}

function toJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

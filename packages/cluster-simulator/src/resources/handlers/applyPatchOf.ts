import {
  applyJsonPatch,
  applyMergePatch,
  ModelError,
} from '@orrery/kubernetes-model';
import { isJsonObject, type JsonObject } from '../../json/readJson';
import { applyStrategicMergePatch } from '../../patch/applyStrategicMergePatch';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { StatusError } from '../../status/StatusError';
import { badRequest } from '../../status/statusErrors';
import type { ResourceDefinition } from '../ResourceDefinition';
import { typeOf } from './prepareObject';

/** More are refused unread, as by the real server. */
const MAX_OPERATIONS = 10_000;

/**
 * The document after a JSON, merge or strategic merge patch.
 *
 * @throws StatusError BadRequest or RequestEntityTooLarge for what is no such patch, Invalid for one that does not fit
 *   (the server keeps the reason to itself), UnsupportedMediaType.
 */
export function applyPatchOf(
  { catalog }: Pick<ApiContext, 'catalog'>,
  definition: ResourceDefinition | undefined,
  contentType: string,
  document: unknown,
  patch: unknown,
): unknown {
  switch (contentType) {
    case 'application/json-patch+json':
      return jsonPatched(document, patch);
    case 'application/merge-patch+json':
      return applyMergePatch(
        document,
        objectPatch(patch, 'error decoding patch: '),
      );
    case 'application/strategic-merge-patch+json':
      if (definition && definition.schema === undefined)
        throw unsupportedPatch(contentType);
      return applyStrategicMergePatch(
        catalog,
        definition && typeOf(definition),
        document,
        objectPatch(patch),
      );
    default:
      throw unsupportedPatch(contentType);
  }
}

export function patchTypeOf({ headers }: Pick<ApiRequest, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';')[0].trim();
}

function jsonPatched(document: unknown, patch: unknown): unknown {
  if (Array.isArray(patch) && patch.length > MAX_OPERATIONS) {
    throw new StatusError(
      'RequestEntityTooLarge',
      `Request entity is too large: The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  try {
    return applyJsonPatch(document, patch);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (error.code === 'invalid-patch') {
      throw Array.isArray(patch)
        ? cannotUnmarshal(
            patch.find(step => !isJsonObject(step)),
            'jsonpatch.Operation',
          )
        : cannotUnmarshal(patch, 'jsonpatch.Patch');
    }
    throw new StatusError(
      'Invalid',
      'the server rejected our request due to an error in our request',
      { details: {} },
    );
  }
}

function objectPatch(patch: unknown, prefix = ''): JsonObject {
  if (isJsonObject(patch)) return patch;
  throw cannotUnmarshal(patch, 'map[string]interface {}', prefix);
}

/** As Go's JSON decoder says it. */
function cannotUnmarshal(
  value: unknown,
  goType: string,
  prefix = '',
): StatusError {
  const found = Array.isArray(value) ? 'array' : goNameOf(value);
  return badRequest(
    `${prefix}json: cannot unmarshal ${found} into Go value of type ${goType}`,
  );
}

function goNameOf(value: unknown): string {
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function unsupportedPatch(contentType: string): StatusError {
  return new StatusError(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, ` +
      `application/merge-patch+json, application/apply-patch+yaml; got ${
        contentType || 'none'
      }`,
  );
}

import type { KubernetesObject } from '@orrery/kubernetes-model';
import { applyConfiguration } from '../../apply/applyConfiguration';
import { isJsonObject, listAt, valueAt } from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { toServed } from '../../server/writeObject';
import { StatusError } from '../../status/StatusError';
import { badRequest, invalid } from '../../status/statusErrors';
import { storeNewObject, toNewObject } from './createObject';
import { acceptBody, toStoredForm, typeOf, writerOf } from './prepareObject';
import {
  commitReplacement,
  existing,
  ObjectTarget,
  storeReplacement,
  withinEndpoint,
} from './replaceObject';
import { applyPatchOf, patchTypeOf } from './applyPatchOf';
import { parseWriteOptions } from './WriteOptions';

const applyPatch = 'application/apply-patch+yaml';

/** PATCH in one of the four forms; the content type says which. */
export function patchObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const contentType = patchTypeOf(request);
  if (contentType === applyPatch) return applyObject(context, target, request);
  const { definition, namespace } = target;
  const options = parseWriteOptions(request);
  const current = existing(context, target);
  const patched = applyPatchOf(
    context,
    definition,
    contentType,
    toServed(definition, current),
    request.body,
  );
  const { object, warnings } = acceptBody(
    context.catalog,
    definition,
    namespace,
    patched,
    options,
  );
  if (object.metadata.name !== target.name) {
    throw invalid(definition, target.name, [
      {
        field: 'metadata.name',
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(
          object.metadata.name,
        )}: field is immutable`,
      },
    ]);
  }
  const stored = storeReplacement(
    context,
    target,
    current,
    toStoredForm(definition, object),
    options,
  );
  return { kind: 'object', code: 200, definition, object: stored, warnings };
}

/** Server-side apply: creates what is missing. */
function applyObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { definition, namespace, name, subresource } = target;
  const { store, catalog } = context;
  const options = parseWriteOptions(request);
  const { body, query } = request;
  if (!query.get('fieldManager')) {
    throw invalid({ kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
      {
        field: 'fieldManager',
        reason: 'FieldValueRequired',
        message: 'Required value: is required for apply patch',
      },
    ]);
  }
  if (!isJsonObject(body) || !body.apiVersion || !body.kind) {
    throw badRequest(
      'invalid object type: apiVersion and kind must be set in an apply patch',
    );
  }
  if (listAt(body, 'metadata', 'managedFields').length > 0)
    throw badRequest('metadata.managedFields must be nil');
  const { object, warnings } = acceptBody(
    catalog,
    definition,
    namespace,
    body,
    options,
  );
  if (object.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  const applyRequest = {
    catalog,
    type: typeOf(definition),
    writer: writerOf(
      definition,
      'Apply',
      options.fieldManager,
      store.clock.nowMs(),
      subresource,
    ),
    force: query.get('force') === 'true',
  };
  const current = store.get(definition.storage, namespace, name);
  if (!current) {
    const empty: KubernetesObject = { metadata: { name, namespace } };
    const applied = applyConfiguration(empty, object, applyRequest);
    const fresh = toNewObject(definition, applied);
    const managed = {
      ...fresh,
      metadata: {
        ...fresh.metadata,
        managedFields: applied.metadata.managedFields,
      },
    };
    const created = storeNewObject(
      context,
      definition,
      managed,
      options.dryRun,
    );
    return { kind: 'object', code: 201, definition, object: created, warnings };
  }
  const wanted = valueAt(object, 'metadata', 'resourceVersion');
  if (wanted && wanted !== current.metadata.resourceVersion) {
    throw new StatusError(
      'Conflict',
      `Operation cannot be fulfilled on ${definition.plural} "${name}": the object has been modified`,
    );
  }
  const applied = applyConfiguration(
    toServed(definition, current),
    object,
    applyRequest,
  );
  const { managedFields } = applied.metadata;
  const limited = withinEndpoint(
    definition,
    subresource,
    current,
    toStoredForm(definition, applied),
  );
  const next = { ...limited, metadata: { ...limited.metadata, managedFields } };
  const stored = commitReplacement(
    context,
    target,
    current,
    next,
    options.dryRun,
  );
  return { kind: 'object', code: 200, definition, object: stored, warnings };
}

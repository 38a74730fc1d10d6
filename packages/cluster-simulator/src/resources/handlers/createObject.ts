import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { recordUpdate } from '../../apply/recordUpdate';
import { stringAt } from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { StatusError } from '../../status/StatusError';
import {
  alreadyExists,
  badRequest,
  forbidden,
  notFound,
} from '../../status/statusErrors';
import { generateName } from '../../store/generateNames';
import type { ResourceDefinition } from '../ResourceDefinition';
import { validateObject } from '../validation/validateObject';
import {
  acceptBody,
  toStoredForm,
  typeOf,
  withInitialStatus,
  writerOf,
} from './prepareObject';
import { parseWriteOptions } from './WriteOptions';

/** POST of a new object. */
export function createObject(
  context: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  request: ApiRequest,
): ApiAnswer {
  const options = parseWriteOptions(request);
  const { object, warnings } = acceptBody(
    context.catalog,
    definition,
    namespace,
    request.body,
    options,
  );
  if (object.metadata.resourceVersion) {
    throw badRequest(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const managed = recordUpdate(undefined, toNewObject(definition, object), {
    catalog: context.catalog,
    type: typeOf(definition),
    writer: writerOf(
      definition,
      'Update',
      options.fieldManager,
      context.store.clock.nowMs(),
    ),
  });
  const created = storeNewObject(context, definition, managed, options.dryRun);
  return { kind: 'object', code: 201, definition, object: created, warnings };
}

/** Defaults and initial state of an object that does not exist yet. */
export function toNewObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const {
    uid,
    generation,
    creationTimestamp,
    deletionTimestamp,
    resourceVersion,
    managedFields,
    ...metadata
  } = object.metadata;
  return withInitialStatus(
    definition,
    toStoredForm(definition, { ...object, metadata }),
  );
}

/** Admits, validates and stores; with `dryRun` everything but the last. */
export function storeNewObject(
  { store, admission }: ApiContext,
  definition: ResourceDefinition,
  object: KubernetesObject,
  dryRun: boolean,
): KubernetesObject {
  if (definition.custom?.isTerminating)
    throw new StatusError(
      'MethodNotAllowed',
      'create not allowed while custom resource definition is terminating',
    );
  validateObject(definition, object);
  const { namespace } = object.metadata;
  if (namespace !== undefined)
    admitToNamespace(
      store.get('namespaces', undefined, namespace),
      namespace,
      definition,
      object,
    );
  const admitted = admission.admitNew(definition.storage, object);
  if (!dryRun) return store.create(definition.storage, admitted);
  const name =
    admitted.metadata.name ||
    generateName(admitted.metadata.generateName ?? '', Math.random);
  if (store.get(definition.storage, namespace, name))
    throw alreadyExists(definition, name);
  const creationTimestamp = `${new Date(store.clock.nowMs())
    .toISOString()
    .slice(0, 19)}Z`;
  return {
    ...admitted,
    metadata: {
      ...admitted.metadata,
      name,
      uid: randomUUID(),
      creationTimestamp,
      ...(object.spec === undefined ? {} : { generation: 1 }),
    },
  };
}

function admitToNamespace(
  namespace: KubernetesObject | undefined,
  name: string,
  definition: ResourceDefinition,
  object: KubernetesObject,
): void {
  if (!namespace) throw notFound({ plural: 'namespaces', group: '' }, name);
  if (
    namespace.metadata.deletionTimestamp === undefined &&
    stringAt(namespace, 'status', 'phase') !== 'Terminating'
  )
    return;
  throw forbidden(
    definition,
    object.metadata.name,
    `unable to create new content in namespace ${name} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${name} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  );
}

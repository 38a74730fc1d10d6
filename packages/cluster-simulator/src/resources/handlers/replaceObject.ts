import type { KubernetesObject } from '@orrery/kubernetes-model';
import { recordUpdate } from '../../apply/recordUpdate';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { badRequest, conflict, notFound } from '../../status/statusErrors';
import type { ResourceDefinition } from '../ResourceDefinition';
import { keepAddresses } from '../serviceDefaults';
import { validateObject } from '../validation/validateObject';
import {
  acceptBody,
  hasStatus,
  toStoredForm,
  typeOf,
  writerOf,
} from './prepareObject';
import { parseWriteOptions, WriteOptions } from './WriteOptions';

export interface ObjectTarget {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  /** The part that may change; undefined is all but the status. */
  readonly subresource?: string;
}

/** PUT of a whole object, or of its status. */
export function replaceObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { definition, namespace, name } = target;
  const options = parseWriteOptions(request);
  const current = existing(context, target);
  const { object, warnings } = acceptBody(
    context.catalog,
    definition,
    namespace,
    request.body,
    options,
  );
  if (object.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  const complete =
    definition.storage === 'services' ? keepAddresses(object, current) : object;
  const proposal = toStoredForm(definition, complete);
  const stored = storeReplacement(context, target, current, proposal, options);
  return { kind: 'object', code: 200, definition, object: stored, warnings };
}

export function existing(
  { store }: ApiContext,
  { definition, namespace, name }: ObjectTarget,
): KubernetesObject {
  const object = store.get(definition.storage, namespace, name);
  if (!object) throw notFound(definition, name);
  return object;
}

/** Checks the version, keeps what this endpoint may not change, validates and stores. */
export function storeReplacement(
  context: ApiContext,
  target: ObjectTarget,
  current: KubernetesObject,
  proposal: KubernetesObject,
  options: Pick<WriteOptions, 'dryRun' | 'fieldManager'>,
): KubernetesObject {
  const { definition, subresource } = target;
  const limited = withinEndpoint(
    definition,
    subresource,
    current,
    checkedVersion(definition, current, proposal),
  );
  const managed = recordUpdate(current, limited, {
    catalog: context.catalog,
    type: typeOf(definition),
    writer: writerOf(
      definition,
      'Update',
      options.fieldManager,
      context.store.clock.nowMs(),
      subresource,
    ),
  });
  return commitReplacement(context, target, current, managed, options.dryRun);
}

export function commitReplacement(
  { store, admission }: ApiContext,
  { definition, namespace, name, subresource }: ObjectTarget,
  current: KubernetesObject,
  next: KubernetesObject,
  dryRun: boolean,
): KubernetesObject {
  if (subresource === undefined || definition.custom)
    validateObject(definition, next, current);
  if (subresource === undefined)
    admission.admitChange(definition.storage, next, current);
  return dryRun
    ? next
    : store.update(definition.storage, namespace, name, () => next);
}

/** Status endpoints change the status, others everything else. Metadata that the server owns stays. */
export function withinEndpoint(
  definition: ResourceDefinition,
  subresource: string | undefined,
  current: KubernetesObject,
  proposal: KubernetesObject,
): KubernetesObject {
  const {
    uid,
    creationTimestamp,
    generation,
    resourceVersion,
    deletionTimestamp,
    deletionGracePeriodSeconds,
  } = current.metadata;
  const kept = {
    uid,
    creationTimestamp,
    generation,
    resourceVersion,
    deletionTimestamp,
    deletionGracePeriodSeconds,
  };
  const metadata = {
    ...proposal.metadata,
    ...kept,
    managedFields: current.metadata.managedFields,
  };
  if (subresource === 'status') {
    return {
      ...current,
      metadata: {
        ...current.metadata,
        labels: metadata.labels,
        annotations: metadata.annotations,
      },
      status: proposal.status,
    };
  }
  if (!hasStatus(definition)) return { ...proposal, metadata };
  return { ...proposal, metadata, status: current.status };
}

function checkedVersion(
  definition: ResourceDefinition,
  current: KubernetesObject,
  proposal: KubernetesObject,
): KubernetesObject {
  const { resourceVersion, uid, name } = proposal.metadata;
  if (resourceVersion && resourceVersion !== current.metadata.resourceVersion)
    throw conflict(definition, name);
  if (uid && uid !== current.metadata.uid) {
    throw conflict(
      definition,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  return proposal;
}

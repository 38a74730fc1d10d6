import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, stringAt, stringsAt, valueAt } from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { badRequest, conflict } from '../../status/statusErrors';
import type { DeleteRequest } from '../../store/ClusterStore';
import type { ResourceDefinition } from '../ResourceDefinition';
import { existing, ObjectTarget } from './replaceObject';
import { parseSelection } from './selectObjects';
import { parseDryRun } from './WriteOptions';

/** DELETE of one object: gone, or returned while finalizers or its grace period hold it. */
export function deleteObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { definition, namespace, name } = target;
  const current = existing(context, target);
  checkPreconditions(definition, current, request.body);
  const options = parseDeleteOptions(request);
  const pending = isDryRun(request)
    ? undefined
    : context.store.delete(definition.storage, namespace, name, options);
  if (pending || definition.storage === 'pods') {
    return {
      kind: 'object',
      code: 200,
      definition,
      object: pending ?? current,
    };
  }
  const { group, plural } = definition;
  const details = {
    name,
    ...(group ? { group } : {}),
    kind: plural,
    uid: current.metadata.uid,
  };
  return {
    kind: 'json',
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details,
    },
  };
}

/** DELETE of a collection: all that match, one by one; answers with what was deleted. */
export function deleteCollection(
  { store }: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  request: ApiRequest,
): ApiAnswer {
  const selection = parseSelection(definition, namespace, request.query);
  const options = parseDeleteOptions(request);
  const objects = store
    .list(definition.storage, namespace)
    .filter(object => selection.matches(object));
  if (!isDryRun(request)) {
    for (const { metadata } of objects) {
      if (store.get(definition.storage, metadata.namespace, metadata.name)) {
        store.delete(
          definition.storage,
          metadata.namespace,
          metadata.name,
          options,
        );
      }
    }
  }
  return {
    kind: 'list',
    definition,
    objects,
    metadata: { resourceVersion: String(store.resourceVersion()) },
  };
}

/** Options from the body, else from the query. */
export function parseDeleteOptions({
  body,
  query,
}: Pick<ApiRequest, 'body' | 'query'>): DeleteRequest {
  const grace =
    numberAt(body, 'gracePeriodSeconds') ??
    parseGrace(query.get('gracePeriodSeconds'));
  const orphans =
    valueAt(body, 'orphanDependents') ?? query.get('orphanDependents');
  const policy =
    stringAt(body, 'propagationPolicy') ||
    query.get('propagationPolicy') ||
    (orphans === true || orphans === 'true' ? 'Orphan' : '');
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy ? { propagationPolicy: parsePolicy(policy) } : {}),
  };
}

function isDryRun({ body, query }: ApiRequest): boolean {
  return parseDryRun([...query.getAll('dryRun'), ...stringsAt(body, 'dryRun')]);
}

function parsePolicy(policy: string): DeleteRequest['propagationPolicy'] {
  if (policy === 'Background' || policy === 'Foreground' || policy === 'Orphan')
    return policy;
  throw badRequest(
    `propagationPolicy must be Background, Foreground or Orphan, got "${policy}"`,
  );
}

function parseGrace(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 0)
    throw badRequest(
      `gracePeriodSeconds must be a number from 0, got "${text}"`,
    );
  return seconds;
}

function checkPreconditions(
  definition: ResourceDefinition,
  { metadata }: KubernetesObject,
  body: unknown,
): void {
  const uid = stringAt(body, 'preconditions', 'uid');
  const version = stringAt(body, 'preconditions', 'resourceVersion');
  if (uid && uid !== metadata.uid) {
    throw conflict(
      definition,
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  }
  if (version && version !== metadata.resourceVersion) {
    throw conflict(
      definition,
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${version}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    );
  }
}

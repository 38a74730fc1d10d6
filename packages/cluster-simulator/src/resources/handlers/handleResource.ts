import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { negotiateRepresentation } from '../../server/Representation';
import type { ResourceRequestInfo } from '../../server/parseRequestInfo';
import {
  methodNotAllowed,
  notFound,
  unknownPath,
} from '../../status/statusErrors';
import type { IncludeObject } from '../../table/toTable';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';
import { bindPod } from './bindPod';
import { createObject } from './createObject';
import { deleteCollection, deleteObject } from './deleteObject';
import { evictPod } from './evictPod';
import { issueToken } from './issueToken';
import { listObjects } from './listObjects';
import { patchObject } from './patchObject';
import { readMetrics } from './readMetrics';
import { readNodeProxy } from './readNodeProxy';
import { readPodLog } from './readPodLog';
import { existing, ObjectTarget, replaceObject } from './replaceObject';
import { review } from './reviewAccess';
import { scaleObject } from './scaleObject';
import { watchObjects } from './watchObjects';

/** Answers a request for a resource, whichever it is. */
export async function handleResource(
  context: ApiContext,
  info: ResourceRequestInfo,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const definition = context.registry.find(groupVersionOf(info), info.resource);
  if (!definition) throw unknownPath();
  const { namespace, name, subresource } = info;
  const scope = definition.namespaced ? namespace : undefined;
  if (definition.virtual === 'review') {
    if (info.verb !== 'create') throw methodNotAllowed(definition);
    return review(context, definition, request);
  }
  if (definition.virtual === 'metrics') {
    if (info.verb !== 'get' && info.verb !== 'list')
      throw methodNotAllowed(definition);
    return readMetrics(context, definition, scope, name, request.query);
  }
  if (name === undefined)
    return handleCollection(context, definition, scope, info, request);
  const target: ObjectTarget = { definition, namespace: scope, name };
  if (subresource !== undefined)
    return handleSubresource(context, target, subresource, info, request);
  switch (info.verb) {
    case 'get':
      return {
        kind: 'object',
        code: 200,
        definition,
        object: existing(context, target),
      };
    case 'update':
      return replaceObject(context, target, request);
    case 'patch':
      return patchObject(context, target, request);
    case 'delete':
      return deleteObject(context, target, request);
    default:
      throw methodNotAllowed(definition);
  }
}

function handleCollection(
  context: ApiContext,
  definition: ResourceDefinition,
  namespace: string | undefined,
  info: ResourceRequestInfo,
  request: ApiRequest,
): ApiAnswer {
  switch (info.verb) {
    case 'list':
      return listObjects(context, definition, namespace, request.query);
    case 'watch':
      return watchObjects(context, definition, namespace, request.query, {
        representation: negotiateRepresentation(request.headers.accept),
        includeObject: includeObjectOf(request.query),
      });
    case 'create':
      if (definition.namespaced && namespace === undefined)
        throw methodNotAllowed(definition);
      return createObject(context, definition, namespace, request);
    case 'deletecollection':
      return deleteCollection(context, definition, namespace, request);
    default:
      throw methodNotAllowed(definition);
  }
}

async function handleSubresource(
  context: ApiContext,
  target: ObjectTarget,
  subresource: string,
  info: ResourceRequestInfo,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const { definition } = target;
  const [first, ...rest] = subresource.split('/');
  if (definition.storage === 'nodes' && first === 'proxy')
    return readNodeProxy(context, target, rest.join('/'), request);
  const served = definition.subresources.find(
    ({ name }) => name === subresource,
  );
  if (!served) throw unknownPath();
  if (!served.verbs.includes(info.verb)) throw methodNotAllowed(definition);
  switch (subresource) {
    case 'approval':
      // Of a certificate request: who approves writes conditions into the status.
      return handleSubresource(context, target, 'status', info, request);
    case 'status':
    case 'ephemeralcontainers':
    case 'finalize':
      if (info.verb === 'get')
        return {
          kind: 'object',
          code: 200,
          definition,
          object: existing(context, target),
        };
      return info.verb === 'update'
        ? replaceObject(context, { ...target, subresource }, request)
        : patchObject(context, { ...target, subresource }, request);
    case 'scale':
      return scaleObject(context, target, request);
    case 'eviction':
      return evictPod(context, target, request);
    case 'binding':
      return bindPod(context, target, request);
    case 'log':
      return readPodLog(context, target, request);
    case 'token':
      return issueToken(context, target, request);
    default:
      throw notFound(definition, `${target.name}/${subresource}`);
  }
}

export function includeObjectOf(query: URLSearchParams): IncludeObject {
  const asked = query.get('includeObject');
  return asked === 'None' || asked === 'Object' ? asked : 'Metadata';
}

import type { AccessAttributes } from '../rbac/Authorizer';

/** What a path and a method ask for. */
export type RequestInfo = ResourceRequestInfo | PathRequestInfo;

export interface ResourceRequestInfo {
  readonly kind: 'resource';
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface PathRequestInfo {
  readonly kind: 'path';
  readonly verb: string;
  readonly path: string;
}

export function parseRequestInfo(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestInfo {
  const steps = path
    .split('/')
    .filter(step => step !== '')
    .map(decodeURIComponent);
  const isCore = steps[0] === 'api' && steps.length >= 3;
  const isGroup = steps[0] === 'apis' && steps.length >= 4;
  if (!isCore && !isGroup)
    return { kind: 'path', verb: method.toLowerCase(), path };
  const [group, version, ...rest] = isCore
    ? ['', ...steps.slice(1)]
    : steps.slice(1);
  const { namespace, parts } = scopeOf(rest);
  const [resource, name, ...subresource] = parts;
  return {
    kind: 'resource',
    verb: verbOf(method, name, query),
    group,
    version,
    resource,
    ...(subresource.length > 0 ? { subresource: subresource.join('/') } : {}),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** What RBAC decides on: below `proxy` the path is the kubelet's, and `nodes/proxy` covers all of it. */
export function accessOf(info: RequestInfo): AccessAttributes {
  if (info.kind === 'path') return info;
  const { version, subresource, ...access } = info;
  return subresource === undefined
    ? access
    : { ...access, subresource: subresource.split('/')[0] };
}

/** `namespaces/a/pods/b` is in a namespace; `namespaces/a` and `namespaces/a/status` are the namespace itself. */
function scopeOf(steps: readonly string[]): {
  readonly namespace?: string;
  readonly parts: readonly string[];
} {
  if (steps[0] !== 'namespaces' || steps.length < 2) return { parts: steps };
  const [, namespace, third] = steps;
  if (third === undefined || third === 'status' || third === 'finalize')
    return { namespace, parts: steps };
  return { namespace, parts: steps.slice(2) };
}

function verbOf(
  method: string,
  name: string | undefined,
  query: URLSearchParams,
): string {
  const isWatch = ['true', '1'].includes(query.get('watch') ?? '');
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (name !== undefined) return 'get';
      return isWatch ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}

import { createHash } from 'node:crypto';
import {
  aggregatedDiscovery,
  discoveryContentType,
  DiscoveryVersion,
} from '../discovery/aggregatedDiscovery';
import {
  coreVersions,
  groupList,
  groupOf,
  resourceList,
} from '../discovery/legacyDiscovery';
import type { JsonObject } from '../json/readJson';
import { encodeSwagger, SWAGGER_PROTOBUF } from '../openapi/encodeSwagger';
import { toOpenApiDocument } from '../openapi/toOpenApiDocument';
import { toSwaggerDocument } from '../openapi/toSwaggerDocument';
import { StatusError } from '../status/StatusError';
import { unknownPath } from '../status/statusErrors';
import type { ApiAnswer } from './ApiAnswer';
import type { ApiContext } from './ApiContext';
import type { ApiRequest } from './ApiRequest';

/** Answers everything that is not a resource: health, version, discovery, OpenAPI. */
export function handlePath(
  context: ApiContext,
  path: string,
  request: ApiRequest,
): ApiAnswer {
  const { registry, version } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw unknownPath();
  const [first, ...rest] = path.split('/').filter(step => step !== '');
  switch (first) {
    case undefined:
      return json({
        paths: [
          '/api',
          '/apis',
          '/healthz',
          '/livez',
          '/openapi/v2',
          '/openapi/v3',
          '/readyz',
          '/version',
        ],
      });
    case 'healthz':
    case 'livez':
    case 'readyz':
      return {
        kind: 'text',
        code: 200,
        body: healthText(first, request.query.has('verbose')),
      };
    case 'version':
      return json({
        ...version,
        gitCommit: '0000000000000000000000000000000000000000',
        gitTreeState: 'clean',
        buildDate: '1970-01-01T00:00:00Z',
        goVersion: 'go1.23.0',
        compiler: 'gc',
        platform: 'linux/amd64',
      });
    case 'api':
      return rest.length === 0
        ? discovery(context, 'core', request)
        : found(resourceList(registry, rest.join('/')));
    case 'apis':
      if (rest.length === 0) return discovery(context, 'groups', request);
      return found(
        rest.length === 1
          ? groupOf(registry, rest[0])
          : resourceList(registry, rest.join('/')),
      );
    case 'openapi':
      if (rest[0] === 'v2' && rest.length === 1)
        return swaggerDocument(context, request);
      if (rest[0] !== 'v3') throw unknownPath();
      return rest.length === 1
        ? openApiIndex(context)
        : found(openApiDocument(context, rest.slice(1)));
    default:
      throw unknownPath();
  }
}

function discovery(
  { registry }: ApiContext,
  scope: 'core' | 'groups',
  { headers }: ApiRequest,
): ApiAnswer {
  const version = aggregatedVersionOf(headers.accept);
  if (version) {
    return {
      kind: 'json',
      code: 200,
      body: aggregatedDiscovery(registry, scope, version),
      contentType: discoveryContentType(version),
    };
  }
  return json(
    scope === 'core'
      ? coreVersions(headers.host ?? 'localhost')
      : groupList(registry),
  );
}

function aggregatedVersionOf(accept = ''): DiscoveryVersion | undefined {
  for (const entry of accept.split(',')) {
    if (!entry.includes('as=APIGroupDiscoveryList')) continue;
    if (entry.includes('v=v2beta1')) return 'v2beta1';
    if (entry.includes('v=v2')) return 'v2';
  }
  return undefined;
}

function swaggerDocument(
  context: ApiContext,
  { headers }: ApiRequest,
): ApiAnswer {
  const accepted = (headers.accept ?? '*/*').split(',');
  const isProtobuf = accepted[0].includes('proto-openapi.spec.v2');
  if (
    !isProtobuf &&
    !accepted.some(type => /^\s*(\*|application)\/(\*|json)/.test(type))
  )
    throw new StatusError(
      'NotAcceptable',
      `only the following media types are accepted: application/json, ${SWAGGER_PROTOBUF}`,
    );
  const documents = groupVersionPaths(context).flatMap(steps => {
    const document = openApiDocument(context, steps);
    return document ? [document] : [];
  });
  const document = toSwaggerDocument(documents, context.version.gitVersion);
  return isProtobuf
    ? {
        kind: 'bytes',
        body: encodeSwagger(document),
        contentType: SWAGGER_PROTOBUF,
      }
    : json(document);
}

/** `['api', 'v1']`, `['apis', 'apps', 'v1']`, … */
function groupVersionPaths({
  registry,
}: ApiContext): readonly (readonly string[])[] {
  return [...registry.groups()].flatMap(([group, versions]) =>
    versions.map(version =>
      group ? ['apis', group, version] : ['api', version],
    ),
  );
}

function openApiIndex(context: ApiContext): ApiAnswer {
  const paths = groupVersionPaths(context);
  return json({
    paths: Object.fromEntries(
      paths.map(steps => {
        const path = steps.join('/');
        const hash = createHash('sha256')
          .update(JSON.stringify(openApiDocument(context, steps)))
          .digest('hex');
        return [
          path,
          {
            serverRelativeURL: `/openapi/v3/${path}?hash=${hash.slice(0, 32)}`,
          },
        ];
      }),
    ),
  });
}

function openApiDocument(
  { registry, catalog }: ApiContext,
  [root, ...groupVersion]: readonly string[],
): JsonObject | undefined {
  if ((root === 'api') !== (groupVersion.length === 1)) return undefined;
  const definitions = registry.ofGroupVersion(groupVersion.join('/'));
  return definitions.length === 0
    ? undefined
    : toOpenApiDocument(catalog, groupVersion.join('/'), definitions);
}

function healthText(check: string, isVerbose: boolean): string {
  return isVerbose
    ? `[+]ping ok\n[+]log ok\n[+]etcd ok\n${check} check passed\n`
    : 'ok';
}

function found(body: JsonObject | undefined): ApiAnswer {
  if (!body) throw unknownPath();
  return json(body);
}

function json(body: JsonObject): ApiAnswer {
  return { kind: 'json', code: 200, body };
}

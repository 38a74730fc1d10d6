import { JsonObject, objectAt, stringAt, stringsAt } from '../../json/readJson';
import type { AccessAttributes, GrantedRule } from '../../rbac/Authorizer';
import type { UserInfo } from '../../rbac/UserInfo';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { badRequest, unknownPath } from '../../status/statusErrors';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';

/** POST of the kinds that are questions: the answer is the request with a status. */
export function review(
  context: ApiContext,
  definition: ResourceDefinition,
  request: ApiRequest,
): ApiAnswer {
  const spec = objectAt(request.body, 'spec');
  const status = statusOf(context, definition, request, spec);
  return {
    kind: 'json',
    code: 201,
    body: {
      kind: definition.kind,
      apiVersion: groupVersionOf(definition),
      metadata: objectAt(request.body, 'metadata'),
      ...(definition.kind === 'SelfSubjectReview' ? {} : { spec }),
      status,
    },
  };
}

function statusOf(
  { authorizer, authenticator }: ApiContext,
  definition: ResourceDefinition,
  { user, info }: ApiRequest,
  spec: JsonObject,
): JsonObject {
  switch (definition.kind) {
    case 'SelfSubjectReview':
      return { userInfo: user };
    case 'SelfSubjectAccessReview':
      return decision(authorizer.allow(user, parseAccess(spec)));
    case 'SubjectAccessReview':
      return decision(authorizer.allow(parseSubject(spec), parseAccess(spec)));
    case 'LocalSubjectAccessReview': {
      const access = parseAccess(spec);
      const namespace = info.kind === 'resource' ? info.namespace : undefined;
      if (access.kind === 'path' || access.namespace !== namespace) {
        throw badRequest(`must be in the same namespace: ${namespace}`);
      }
      return decision(authorizer.allow(parseSubject(spec), access));
    }
    case 'SelfSubjectRulesReview':
      return rulesStatus(
        authorizer.rulesFor(user, stringAt(spec, 'namespace') || 'default'),
      );
    case 'TokenReview': {
      const found = authenticator.userOfToken(stringAt(spec, 'token'));
      return found
        ? { authenticated: true, user: found }
        : { authenticated: false, error: 'invalid bearer token' };
    }
    default:
      throw unknownPath();
  }
}

function decision(reason: string | undefined): JsonObject {
  return reason === undefined ? { allowed: false } : { allowed: true, reason };
}

function rulesStatus(granted: readonly GrantedRule[]): JsonObject {
  const rules = granted.map(({ rule }) => rule);
  return {
    resourceRules: rules
      .filter(({ resources }) => resources.length > 0)
      .map(({ nonResourceURLs, resourceNames, ...rule }) =>
        resourceNames.length > 0 ? { ...rule, resourceNames } : rule,
      ),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

function parseAccess(spec: JsonObject): AccessAttributes {
  if (spec.nonResourceAttributes !== undefined) {
    const { verb, path } = objectAt(spec, 'nonResourceAttributes');
    return { kind: 'path', verb: String(verb ?? ''), path: String(path ?? '') };
  }
  if (spec.resourceAttributes === undefined) {
    throw badRequest(
      'exactly one of spec.resourceAttributes and spec.nonResourceAttributes must be specified',
    );
  }
  const attributes = objectAt(spec, 'resourceAttributes');
  const text = (field: string) => stringAt(attributes, field) || undefined;
  return {
    kind: 'resource',
    verb: stringAt(attributes, 'verb'),
    group: stringAt(attributes, 'group'),
    resource: stringAt(attributes, 'resource'),
    subresource: text('subresource'),
    namespace: text('namespace'),
    name: text('name'),
  };
}

function parseSubject(spec: JsonObject): UserInfo {
  return {
    username: stringAt(spec, 'user'),
    groups: stringsAt(spec, 'groups'),
  };
}

import type { IncomingHttpHeaders } from 'node:http';
import type { AccessAttributes, Authorizer } from '../rbac/Authorizer';
import { denial } from '../rbac/describeDenial';
import { serviceAccountUser, UserInfo } from '../rbac/UserInfo';
import { badRequest } from '../status/statusErrors';

/**
 * The user whom the `Impersonate-*` headers name, else the caller. Groups are joined by the HTTP layer with `, `.
 *
 * @throws StatusError Forbidden when the caller may not impersonate one of the attributes.
 */
export function impersonate(
  caller: UserInfo,
  headers: IncomingHttpHeaders,
  authorizer: Authorizer,
): UserInfo {
  const username = textOf(headers['impersonate-user']);
  const groups = textOf(headers['impersonate-group'])
    .split(/,\s*/)
    .filter(group => group !== '');
  const uid = textOf(headers['impersonate-uid']);
  const extra = extraOf(headers);
  if (!username) {
    if (groups.length > 0 || uid || Object.keys(extra).length > 0) {
      throw badRequest('requested impersonation without impersonating a user');
    }
    return caller;
  }
  const check = (
    access: Omit<
      Extract<AccessAttributes, { kind: 'resource' }>,
      'kind' | 'verb'
    >,
  ) => {
    const attributes: AccessAttributes = {
      kind: 'resource',
      verb: 'impersonate',
      ...access,
    };
    if (authorizer.allow(caller, attributes) === undefined)
      throw denial(caller, attributes);
  };
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  if (account)
    check({
      group: '',
      resource: 'serviceaccounts',
      namespace: account[1],
      name: account[2],
    });
  else check({ group: '', resource: 'users', name: username });
  groups.forEach(name => check({ group: '', resource: 'groups', name }));
  if (uid)
    check({ group: 'authentication.k8s.io', resource: 'uids', name: uid });
  for (const [key, values] of Object.entries(extra)) {
    for (const name of values) {
      check({
        group: 'authentication.k8s.io',
        resource: 'userextras',
        subresource: key,
        name,
      });
    }
  }
  const implied =
    account && groups.length === 0
      ? serviceAccountUser(account[1], account[2]).groups
      : groups;
  return {
    username,
    ...(uid ? { uid } : {}),
    groups: [...new Set([...implied, 'system:authenticated'])],
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

const extraPrefix = 'impersonate-extra-';

function extraOf(
  headers: IncomingHttpHeaders,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(extraPrefix))
      .map(([name, value]) => [
        decodeURIComponent(name.slice(extraPrefix.length)),
        textOf(value).split(/,\s*/),
      ]),
  );
}

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(', ') : header ?? '';
}

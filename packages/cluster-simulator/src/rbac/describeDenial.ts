import { StatusError } from '../status/StatusError';
import { forbidden } from '../status/statusErrors';
import type { AccessAttributes } from './Authorizer';
import type { UserInfo } from './UserInfo';

/** The 403 of an access that nothing allows. */
export function denial(user: UserInfo, access: AccessAttributes): StatusError {
  if (access.kind === 'path') {
    return new StatusError(
      'Forbidden',
      `forbidden: User "${user.username}" cannot ${access.verb} path "${access.path}"`,
      { details: {} },
    );
  }
  const { verb, group, resource, subresource, namespace, name } = access;
  const where = namespace
    ? ` in the namespace "${namespace}"`
    : ' at the cluster scope';
  const what = subresource ? `${resource}/${subresource}` : resource;
  return forbidden(
    { plural: resource, group },
    name,
    `User "${user.username}" cannot ${verb} resource "${what}" in API group "${group}"${where}`,
  );
}

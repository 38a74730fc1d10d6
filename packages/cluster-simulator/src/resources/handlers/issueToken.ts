import {
  JsonObject,
  numberAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { badRequest, notFound } from '../../status/statusErrors';
import { toTimestamp } from '../../store/deletionOf';
import { existing, ObjectTarget } from './replaceObject';

const boundKinds: Readonly<Record<string, string | undefined>> = {
  Pod: 'pods',
  Secret: 'secrets',
  Node: 'nodes',
};

/** POST of `serviceaccounts/…/token`. */
export function issueToken(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const { name, namespace = '', uid = '' } = existing(context, target).metadata;
  const seconds = Math.max(
    600,
    numberAt(request.body, 'spec', 'expirationSeconds') ?? 3600,
  );
  const audiences = stringsAt(request.body, 'spec', 'audiences');
  const { token, expiresAtMs } = context.authenticator.issueServiceAccountToken(
    { namespace, name, uid },
    seconds,
    audiences.length > 0 ? audiences : undefined,
    boundClaim(
      context,
      namespace,
      objectAt(request.body, 'spec', 'boundObjectRef'),
    ),
  );
  return {
    kind: 'json',
    code: 201,
    body: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace },
      spec: { ...objectAt(request.body, 'spec'), expirationSeconds: seconds },
      status: { token, expirationTimestamp: toTimestamp(expiresAtMs) },
    },
  };
}

/** The object that the token ends with, as a claim. */
function boundClaim(
  { store }: ApiContext,
  namespace: string,
  bound: JsonObject,
): JsonObject {
  const name = stringAt(bound, 'name');
  if (!name) return {};
  const plural = boundKinds[stringAt(bound, 'kind')];
  if (!plural) {
    throw badRequest(
      `cannot bind token for serviceaccount to a ${stringAt(
        bound,
        'kind',
      )}: only to a Pod, a Secret or a Node`,
    );
  }
  const found = store.get(
    plural,
    plural === 'nodes' ? undefined : namespace,
    name,
  );
  if (!found) throw notFound({ plural, group: '' }, name);
  return { [plural.slice(0, -1)]: { name, uid: found.metadata.uid } };
}

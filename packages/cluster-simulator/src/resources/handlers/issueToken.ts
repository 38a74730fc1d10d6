import { numberAt, objectAt } from '../../json/readJson';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { toTimestamp } from '../../store/deletionOf';
import { existing, ObjectTarget } from './replaceObject';

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
  const { token, expiresAtMs } = context.authenticator.issueServiceAccountToken(
    { namespace, name, uid },
    seconds,
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

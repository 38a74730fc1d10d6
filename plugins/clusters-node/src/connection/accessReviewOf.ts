import type { AccessAnswer, AccessQuestion } from './ClusterConnection';
import { parseRecord } from './parseObject';

/** Path and body of a SubjectAccessReview, or of a SelfSubjectAccessReview when no user is named. */
export function accessReviewOf(question: AccessQuestion): {
  readonly path: string;
  readonly body: string;
} {
  const { user, groups, verb, kind, subresource, namespace, name } = question;
  const resourceAttributes = {
    verb,
    group: kind.group,
    version: kind.version,
    resource: kind.plural,
    subresource,
    namespace,
    name,
  };
  const isSelf = user === undefined;
  return {
    path: `/apis/authorization.k8s.io/v1/${
      isSelf ? 'selfsubjectaccessreviews' : 'subjectaccessreviews'
    }`,
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: isSelf ? 'SelfSubjectAccessReview' : 'SubjectAccessReview',
      spec: isSelf
        ? { resourceAttributes }
        : { user, groups, resourceAttributes },
    }),
  };
}

/** Throws a `TypeError` on anything that is not a review: no answer is never taken for "allowed". */
export function parseAccessAnswer(value: unknown): AccessAnswer {
  const review = parseRecord(value, 'the review');
  const { allowed, reason, evaluationError } = parseRecord(
    review.status,
    'status of the review',
  );
  if (typeof allowed !== 'boolean') {
    throw new TypeError('the review says neither allowed nor denied');
  }
  const why = [reason, evaluationError].find(
    text => typeof text === 'string' && text !== '',
  );
  return { allowed, reason: typeof why === 'string' ? why : undefined };
}

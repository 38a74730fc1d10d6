import type { PostedSilence, SilenceMatcher } from '@orrery/alerting';

import { RequestError } from './AlertmanagerAnswer';
import {
  type Fields,
  isFields,
  jsonKindOf,
  parseJsonBody,
  timeMsOf,
} from './readBody';

/** The silence of `POST /api/v2/silences`. Throws a RequestError as the generated API of Alertmanager 0.25 answers. */
export function parsePostedSilence(body: string): PostedSilence {
  const value = parseJsonBody(body, 'silence');
  if (value === null) throw RequestError.required('silence');
  if (!isFields(value)) {
    throw RequestError.unparsable(
      'silence',
      `json: cannot unmarshal ${jsonKindOf(
        value,
      )} into Go value of type struct { ID string "json:\\"id,omitempty\\"" }`,
    );
  }
  const { id, comment, createdBy, matchers } = value;
  const startsAtMs = timeMsOf(value.startsAt, 'silence');
  const endsAtMs = timeMsOf(value.endsAt, 'silence');
  if (typeof comment !== 'string') throw RequestError.required('comment');
  if (typeof createdBy !== 'string') throw RequestError.required('createdBy');
  if (endsAtMs === undefined) throw RequestError.required('endsAt');
  if (!Array.isArray(matchers)) throw RequestError.required('matchers');
  if (matchers.length === 0) {
    throw new RequestError(
      422,
      612,
      'matchers in body should have at least 1 items',
    );
  }
  const parsed = matchers.map(matcherOf);
  if (startsAtMs === undefined) throw RequestError.required('startsAt');
  return {
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    ...{ comment, createdBy, startsAtMs, endsAtMs, matchers: parsed },
  };
}

const emptyFields: Fields = {};

function matcherOf(entry: unknown, place: number): SilenceMatcher {
  const { name, value, isRegex, isEqual } = isFields(entry)
    ? entry
    : emptyFields;
  const field = (which: string): string => `matchers.${place}.${which}`;
  if (typeof isRegex !== 'boolean')
    throw RequestError.required(field('isRegex'));
  if (typeof name !== 'string') throw RequestError.required(field('name'));
  if (typeof value !== 'string') throw RequestError.required(field('value'));
  return { name, value, isRegex, isEqual: isEqual !== false };
}

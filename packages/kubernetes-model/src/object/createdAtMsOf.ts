import { stringAt } from '../fields/fieldAt';
import { parseTimeMs } from './parseTimeMs';

/** When the API server stored the object, in ms since the epoch; `undefined` where it does not say. */
export function createdAtMsOf(object: unknown): number | undefined {
  return parseTimeMs(stringAt(object, 'metadata', 'creationTimestamp'));
}

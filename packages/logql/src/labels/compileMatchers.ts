import {
  compileMatchers as compilePromqlMatchers,
  type LabelMatcher,
  type Labels,
  PromqlError,
} from '@orrery/promql';

import { parseError } from '../LogqlError';

/** A test for labels. Throws a LogqlError for a pattern that is none. */
export function compileMatchers(
  matchers: readonly LabelMatcher[],
): (labels: Labels) => boolean {
  try {
    return compilePromqlMatchers(matchers);
  } catch (error) {
    if (error instanceof PromqlError) throw parseError(error.message);
    throw error;
  }
}

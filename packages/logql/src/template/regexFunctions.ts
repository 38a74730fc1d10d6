import { goFunction, type GoFunctions } from '@orrery/go-template';

import { searchRegex } from '../patterns/searchRegex';

function compiled(pattern: string) {
  const replacement = searchRegex(pattern);
  if (replacement.kind === 'error') throw new Error(replacement.reason);
  return replacement;
}

/** Replacing and counting by patterns; the text comes last. */
export const regexFunctions: GoFunctions = {
  regexReplaceAll: goFunction(
    ['string', 'string', 'string'],
    (pattern, text, template, context) => {
      context.spend(text.length);
      return compiled(pattern).replaceAll(text, template);
    },
  ),
  regexReplaceAllLiteral: goFunction(
    ['string', 'string', 'string'],
    (pattern, text, literal, context) => {
      context.spend(text.length);
      return compiled(pattern).replaceAll(text, literal.replace(/\$/g, '$$$$'));
    },
  ),
  count: goFunction(['string', 'string'], (pattern, text, context) => {
    context.spend(text.length);
    return BigInt(compiled(pattern).count(text));
  }),
};

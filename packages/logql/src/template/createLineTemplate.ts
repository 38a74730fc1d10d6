import {
  goFunction,
  parseTemplate,
  renderTemplate,
  TemplateError,
  type GoValue,
} from '@orrery/go-template';

import { parseError } from '../LogqlError';
import type { LineState } from '../lines/LineState';
import { templateFunctions } from './templateFunctions';

/** What a template makes of a line, or why it failed. */
export type Rendered =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly reason: string };

const lineFunctions = ['__line__', '__timestamp__'];
/** A line is no document. */
const limits = { maxSteps: 20_000, maxDepth: 20, maxOutputBytes: 256 * 1024 };

/** A template over the labels of a line. Throws a LogqlError for a text that is none. */
export function createLineTemplate(
  text: string,
  what: 'line' | 'label',
): (state: LineState) => Rendered {
  const template = parsed(text, what);
  const absent = fieldsIn(text).map(name => [name, ''] as const);
  return state => {
    const labels = new Map<string, GoValue>([
      ...absent,
      ...Object.entries(state.labels()),
    ]);
    const functions = {
      ...templateFunctions,
      __line__: goFunction([], () => state.line),
      __timestamp__: goFunction([], () =>
        new Date(state.entry.timeMs).toISOString(),
      ),
    };
    try {
      return {
        kind: 'text',
        text: renderTemplate(template, labels, {
          functions,
          limits,
        }),
      };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { kind: 'error', reason: error.message };
    }
  };
}

/** Labels that a template may name: absent ones are empty, as in a Go map of texts. */
function fieldsIn(text: string): readonly string[] {
  return [...text.matchAll(/\.([\p{L}_][\p{L}\p{Nd}_]*)/gu)].map(
    ([, name]) => name,
  );
}

function parsed(text: string, what: 'line' | 'label') {
  try {
    return parseTemplate(text, {
      name: what,
      functions: [...Object.keys(templateFunctions), ...lineFunctions],
    });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw parseError(`invalid ${what} template: ${error.message}`);
  }
}

import {
  renderTemplate,
  type RenderOptions,
} from '../evaluation/renderTemplate';
import { parseTemplate } from '../syntax/parseTemplate';
import { TemplateError } from '../TemplateError';

/** Renders a text called `t` over data. */
export function render(
  text: string,
  data: unknown = {},
  options: RenderOptions = {},
): string {
  const template = parseTemplate(text, {
    name: 't',
    functions: Object.keys(options.functions ?? {}),
  });
  return renderTemplate(template, data, options);
}

/** The message that a text fails with, and its code. */
export function failure(
  text: string,
  data: unknown = {},
  options: RenderOptions = {},
): string {
  try {
    return `rendered ${render(text, data, options)}`;
  } catch (error) {
    if (error instanceof TemplateError)
      return `${error.code}: ${error.message}`;
    throw error;
  }
}

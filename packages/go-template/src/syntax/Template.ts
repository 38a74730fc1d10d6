import type { TemplateNode } from './TemplateNode';

/** A body that can be executed by name, and the text it came from. */
export interface TemplateDefinition {
  readonly name: string;
  readonly source: TemplateSource;
  readonly body: readonly TemplateNode[];
}

/** A text with the name that errors give it. */
export interface TemplateSource {
  readonly name: string;
  readonly text: string;
}

/** A parsed text: itself, and what it defines. */
export interface Template extends TemplateDefinition {
  /** Bodies of `define` and `block`, by name. */
  readonly definitions: ReadonlyMap<string, TemplateDefinition>;
}

/** Whether a body prints nothing by itself, so that it does not replace another of the same name. */
export function isEmptyBody(body: readonly TemplateNode[]): boolean {
  return body.every(node => node.kind === 'text' && node.text.trim() === '');
}

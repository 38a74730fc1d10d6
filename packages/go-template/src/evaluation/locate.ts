import type { TemplateSource } from '../syntax/Template';
import { utf8Length } from '../values/utf8';

/** Where an offset lies: lines from 1, columns in bytes from 0, as Go's errors count them. */
export function locate(
  { text }: TemplateSource,
  position: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: utf8Length(before.slice(lineStart)),
  };
}

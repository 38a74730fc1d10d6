import type { TemplateFamily } from './createTemplateIndex';
import { isVariablePosition } from './isVariablePosition';
import type { Template } from './Template';
import { commonWords, isWord } from './Template';

/** `find` of createTemplateIndex by its definition: O(templates × tokens). */
export function findNaively(
  templates: readonly Template[],
  tokens: readonly string[],
): Template | undefined {
  const fitting = templates.filter(
    template =>
      template.tokens.length === tokens.length &&
      template.tokens.every(
        (token, at) => template.holes.includes(at) || token === tokens[at],
      ),
  );
  const order = (template: Template) =>
    String.fromCharCode(template.holes.length, ...template.holes);
  return fitting.sort((a, b) => (order(a) < order(b) ? -1 : 1))[0];
}

/** `familyOf` of createTemplateIndex by its definition: O(templates × tokens²). */
export function familyNaively(
  templates: readonly Template[],
  template: Template,
): TemplateFamily | undefined {
  const { tokens } = template;
  for (const position of tokens.keys()) {
    if (template.holes.includes(position)) continue;
    const members = templates.filter(
      other =>
        String(other.holes) === String(template.holes) &&
        equalBut(other.tokens, tokens, [position]),
    );
    const isVariable = isVariablePosition({
      values: members.map(member => member.tokens[position]),
      previous: tokens[position - 1],
      commonWords: commonWords(template) - (isWord(tokens[position]) ? 1 : 0),
    });
    if (members.length < 2 || !isVariable) continue;
    const holes = [...template.holes, position].sort((a, b) => a - b);
    return {
      members: templates.filter(other => equalBut(other.tokens, tokens, holes)),
      holes,
    };
  }
  return undefined;
}

function equalBut(
  first: readonly string[],
  second: readonly string[],
  positions: readonly number[],
): boolean {
  return (
    first.length === second.length &&
    first.every((token, at) => positions.includes(at) || token === second[at])
  );
}

import { parseError } from '../LogqlError';
import { errorDetailsLabel } from '../lines/LineState';
import type { Extraction } from '../syntax/Expr';
import { type JsonNode, parseJson } from './parseJson';
import { parseJsonPath, textAtPath } from './jsonPath';
import { labelNameOf } from './labelNameOf';
import type { CompiledStage } from './Stage';

/**
 * `| json`: members of the object in the line become labels, those of inner objects with joined names; arrays and nulls do not.
 * `| json a="b.c[0]"`: only what stands at these paths. A line that is no object stays, with an error.
 */
export function compileJson(extractions: readonly Extraction[]): CompiledStage {
  const paths = extractions.map(({ label, expression }) => {
    const path = parseJsonPath(expression);
    if (path === undefined) {
      throw parseError(`cannot parse expression [${expression}]: syntax error`);
    }
    return { label, path };
  });
  return state => {
    const root = parseJson(state.line);
    if (root?.kind !== 'object') {
      state.fail(
        'JSONParserErr',
        "Value looks like object, but can't find closing '}' symbol",
      );
      return true;
    }
    if (paths.length === 0) {
      flatten(root, '', (name, value) => state.extract(name, value));
    }
    for (const { label, path } of paths) {
      state.extract(label, textAtPath(root, path));
    }
    return true;
  };
}

/** `| unpack`: what Promtail packed: texts of the object become labels, and `_entry` the line. */
export const unpack: CompiledStage = state => {
  const root = parseJson(state.line);
  if (root?.kind !== 'object') {
    state.fail('JSONParserErr', 'expecting json object(6), but it is not');
    return true;
  }
  for (const [name, node] of root.members) {
    if (node.kind !== 'string') continue;
    if (name === '_entry') state.line = node.text;
    else if (name !== errorDetailsLabel) {
      state.extract(labelNameOf(name), node.text);
    }
  }
  return true;
};

function flatten(
  node: JsonNode,
  prefix: string,
  found: (name: string, value: string) => void,
): void {
  if (node.kind !== 'object') return;
  for (const [member, value] of node.members) {
    const name = prefix === '' ? member : `${prefix}_${member}`;
    if (value.kind === 'object') flatten(value, name, found);
    else if (value.kind === 'string' || value.kind === 'scalar') {
      found(labelNameOf(name), value.text);
    }
  }
}

import type { JsonNode } from './parseJson';

/** Names and positions from the outside in. */
export type JsonPath = readonly (string | number)[];

const step = /(?:^|\.)([A-Za-z_][\w-]*)|\[(\d{1,9})\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** `request.headers["User-Agent"][0]` as a path; undefined for what is none. O(length). */
export function parseJsonPath(expression: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  let index = 0;
  while (index < expression.length) {
    step.lastIndex = index;
    const match = step.exec(expression);
    if (match === null) return undefined;
    const [whole, name, position, quoted] = match;
    if (name !== undefined) path.push(name);
    else if (position !== undefined) path.push(Number(position));
    else path.push(quoted.replace(/\\(.)/g, '$1'));
    index += whole.length;
  }
  return path.length > 0 ? path : undefined;
}

/** What stands at a path: strings without quotes, anything else as written, `""` for what is not there. O(members on the way). */
export function textAtPath(root: JsonNode, path: JsonPath): string {
  let node: JsonNode | undefined = root;
  for (const key of path) {
    if (node?.kind === 'object' && typeof key === 'string') {
      node = node.members.find(([name]) => name === key)?.[1];
    } else if (node?.kind === 'array' && typeof key === 'number') {
      node = node.items[key];
    } else return '';
  }
  return node === undefined || node.kind === 'null' ? '' : node.text;
}

import { isJsonObject } from '../json/readJson';

/** The values that a path leads to, in order; none where it leads nowhere. */
export type JsonPath = (value: unknown) => readonly unknown[];

type Step = (value: unknown) => readonly unknown[];

const stepForms: readonly (readonly [
  RegExp,
  (match: readonly string[]) => Step,
])[] = [
  [/^\.?\[\*\]|^\.\*/, () => everyOf],
  [/^\.?\[(-?\d+)\]/, ([, index]) => itemAt(Number(index))],
  [/^\.?\['((?:\\.|[^'\\])*)'\]/, ([, name]) => fieldNamed(name)],
  [/^\.?\["((?:\\.|[^"\\])*)"\]/, ([, name]) => fieldNamed(name)],
  [
    /^\.?\[\?\(\s*@((?:\\.|[^\s=!<>()'"\\])+)\s*\)\]/,
    ([, path]) => filterBy(path, values => values.length > 0),
  ],
  [
    /^\.?\[\?\(\s*@((?:\\.|[^\s=!<>()'"\\])+)\s*(==|!=|<=|>=|<|>)\s*('[^']*'|"[^"]*"|[^\s)]+)\s*\)\]/,
    ([, path, operator, literal]) => {
      const wanted = parseLiteral(literal);
      return filterBy(path, ([found]) => compare(found, operator, wanted));
    },
  ],
  [/^\.((?:\\.|[^.[\\])+)/, ([, name]) => fieldNamed(name)],
];

/**
 * The subset of kubectl's JSONPath that printer columns and selectable fields use: fields, `['…']`, indexes, `[*]` and
 * filters with one comparison. Undefined for anything else.
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  const steps: Step[] = [];
  let rest = text.startsWith('.') || text.startsWith('[') ? text : `.${text}`;
  while (rest !== '' && rest !== '.') {
    const step = readStep(rest);
    if (!step) return undefined;
    steps.push(step.step);
    rest = rest.slice(step.length);
  }
  return value =>
    steps.reduce<readonly unknown[]>(
      (values, step) => values.flatMap(step),
      [value],
    );
}

function readStep(
  text: string,
): { readonly step: Step; readonly length: number } | undefined {
  for (const [form, build] of stepForms) {
    const match = form.exec(text);
    if (match) return { step: build(match), length: match[0].length };
  }
  return undefined;
}

function everyOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function itemAt(index: number): Step {
  return value => {
    const item = Array.isArray(value) ? value.at(index) : undefined;
    return item === undefined ? [] : [item];
  };
}

function fieldNamed(escaped: string): Step {
  const name = escaped.replace(/\\(.)/g, '$1');
  return value => {
    const field =
      isJsonObject(value) && Object.hasOwn(value, name)
        ? value[name]
        : undefined;
    return field === undefined ? [] : [field];
  };
}

function filterBy(
  path: string,
  accepts: (values: readonly unknown[]) => boolean,
): Step {
  const read = parseJsonPath(path) ?? (() => []);
  return value => everyOf(value).filter(item => accepts(read(item)));
}

function parseLiteral(text: string): unknown {
  if (text.startsWith("'") || text.startsWith('"')) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function compare(found: unknown, operator: string, wanted: unknown): boolean {
  if (found === undefined) return false;
  if (operator === '==') return found === wanted;
  if (operator === '!=') return found !== wanted;
  if (typeof found !== 'number' || typeof wanted !== 'number') return false;
  switch (operator) {
    case '<':
      return found < wanted;
    case '<=':
      return found <= wanted;
    case '>':
      return found > wanted;
    default:
      return found >= wanted;
  }
}

import { checkLabelKey, checkLabelValue, refuseSelector } from './checkLabel';
import type { LabelOperator, LabelRequirement } from './LabelRequirement';

const END = '';

const OPERATORS: Readonly<Record<string, LabelOperator>> = {
  '=': 'In',
  '==': 'In',
  in: 'In',
  '!=': 'NotIn',
  notin: 'NotIn',
  '>': 'Gt',
  '<': 'Lt',
};

/** One token of lookahead over the text; the end reads as the empty string, again and again. */
class Tokens {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(text: string) {
    this.#tokens = text.match(/==|!=|[=!(),<>]|[^\s=!(),<>]+/g) ?? [];
  }

  peek(): string {
    return this.#tokens[this.#position] ?? END;
  }

  next(): string {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  take(expected: string): boolean {
    const isNext = this.peek() === expected;
    this.#position += isNext ? 1 : 0;
    return isNext;
  }
}

/**
 * Reads a selector as `kubectl -l` does: `a=b`, `a==b`, `a!=b`, `a in (x,y)`, `a notin (x)`, `a`, `!a`, `a>1`, `a<1`,
 * joined by commas; all must hold. Empty text is the empty list, which matches everything. Values may be empty
 * (`a=`). Requirements stay in the order written. Cost: length of the text.
 * Source: grammar of `k8s.io/apimachinery/pkg/labels`.
 *
 * @throws ModelError `invalid-selector`, worded as the API server does: `unable to parse requirement: …`.
 */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  const tokens = new Tokens(text);
  const requirements: LabelRequirement[] = [];
  if (tokens.peek() === END) {
    return requirements;
  }
  for (;;) {
    requirements.push(parseRequirement(tokens));
    const separator = tokens.next();
    if (separator === END) {
      return requirements;
    }
    if (separator !== ',') {
      throw unexpected(separator, `',' or 'end of string'`);
    }
    if (tokens.peek() === END) {
      throw unexpected(END, `identifier after ','`);
    }
  }
}

function parseRequirement(tokens: Tokens): LabelRequirement {
  const isNegated = tokens.take('!');
  const key = tokens.next();
  if (key === END || isSymbol(key)) {
    throw unexpected(key, isNegated ? 'identifier' : `'!', identifier`);
  }
  checkLabelKey(key);
  const isAlone = tokens.peek() === END || tokens.peek() === ',';
  if (isNegated || isAlone) {
    return {
      key,
      operator: isNegated ? 'DoesNotExist' : 'Exists',
      values: [],
    };
  }
  const word = tokens.next();
  if (!Object.hasOwn(OPERATORS, word)) {
    throw unexpected(word, 'in, notin, =, ==, !=, gt, lt');
  }
  const operator = OPERATORS[word];
  const isSet = word === 'in' || word === 'notin';
  const values = isSet ? parseValueSet(tokens) : [parseValue(tokens)];
  values.forEach(value => checkLabelValue(key, operator, value));
  return { key, operator, values };
}

function parseValue(tokens: Tokens): string {
  const next = tokens.peek();
  if (next === END || next === ',') {
    return '';
  }
  if (isSymbol(next)) {
    throw unexpected(next, 'identifier');
  }
  return tokens.next();
}

function parseValueSet(tokens: Tokens): readonly string[] {
  if (!tokens.take('(')) {
    throw unexpected(tokens.peek(), `'('`);
  }
  const values = new Set<string>();
  for (;;) {
    const next = tokens.peek();
    values.add(next === ')' ? '' : parseValue(tokens));
    const separator = tokens.next();
    if (separator === ')') {
      return [...values];
    }
    if (separator !== ',') {
      throw unexpected(separator, `',' or ')'`);
    }
  }
}

function isSymbol(token: string): boolean {
  return /^[=!(),<>]/.test(token);
}

function unexpected(found: string, expected: string) {
  return refuseSelector(`found '${found}', expected: ${expected}`);
}

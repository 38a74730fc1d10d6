import { compileRegex, type LabelMatcher } from '@orrery/promql';

import { AlertingError } from '../AlertingError';

const matcherPattern =
  /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  '"': '"',
  '\\': '\\',
};

/**
 * One matcher as routes and filters write it: `severity="critical"`, `team=~a|b`; quotes are optional. Throws an AlertingError with
 * code `invalid`. Source: prometheus/alertmanager 0.25 `pkg/labels.ParseMatcher`.
 */
export function parseMatcher(text: string): LabelMatcher {
  const match = matcherPattern.exec(text);
  if (match === null) {
    throw new AlertingError('invalid', `bad matcher format: ${text}`);
  }
  const [, name, operator, raw] = match;
  const value = unquote(raw);
  const problem = operator.includes('~') ? regexProblem(value) : undefined;
  if (problem !== undefined) throw new AlertingError('invalid', problem);
  return { name, operator: operator as LabelMatcher['operator'], value };
}

/** The matchers of `{a="b", c!="d"}` or `a="b",c!="d"`; throws as `parseMatcher` does. */
export function parseMatchers(text: string): readonly LabelMatcher[] {
  const inner = text.trim().replace(/^\{/, '').replace(/\}$/, '');
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  let isEscaped = false;
  for (const character of inner) {
    if (character === ',' && !isQuoted) {
      parts.push(part);
      part = '';
      continue;
    }
    if (character === '"' && !isEscaped) isQuoted = !isQuoted;
    isEscaped = character === '\\' && !isEscaped;
    part += character;
  }
  if (part.trim() !== '') parts.push(part);
  return parts.map(parseMatcher);
}

/** Why a regular expression is none, or undefined. */
export function regexProblem(value: string): string | undefined {
  const compiled = compileRegex(value);
  return compiled.kind === 'error' ? compiled.reason : undefined;
}

function unquote(raw: string): string {
  const isQuoted = raw.startsWith('"');
  const text = isQuoted ? raw.slice(1) : raw;
  const fail = (): never => {
    throw new AlertingError(
      'invalid',
      `matcher value contains unescaped double quote: ${raw}`,
    );
  };
  let value = '';
  let isClosed = !isQuoted;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    const isLast = index === text.length - 1;
    if (character === '\\' && !isLast) {
      index += 1;
      value += escapes[text[index]] ?? `\\${text[index]}`;
    } else if (character === '"') {
      if (!isQuoted || !isLast) fail();
      isClosed = true;
    } else value += character;
  }
  if (!isClosed) fail();
  return value;
}

import type {
  Extraction,
  LabelAssignment,
  LabelChoice,
  LineFilterOperator,
  LineMatch,
  Stage,
} from './Expr';
import { parseLabelFilter } from './parseLabelFilter';
import { parseMatcher } from './parseSelector';
import type { TokenStream } from './TokenStream';

const lineFilterOperators: ReadonlySet<string> = new Set<LineFilterOperator>([
  '|=',
  '!=',
  '|~',
  '!~',
  '|>',
  '!>',
]);

/** The stages up to whatever else comes; `| unwrap` is none. */
export function parsePipeline(tokens: TokenStream): readonly Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    const { kind } = tokens.peek();
    if (isLineFilterOperator(kind)) {
      tokens.next();
      stages.push({
        kind: 'lineFilter',
        operator: kind,
        alternatives: parseAlternatives(tokens),
      });
    } else if (kind === '|' && tokens.peek(1).kind !== 'unwrap') {
      tokens.next();
      stages.push(parseStage(tokens));
    } else return stages;
  }
}

function isLineFilterOperator(kind: string): kind is LineFilterOperator {
  return lineFilterOperators.has(kind);
}

function parseAlternatives(tokens: TokenStream): readonly LineMatch[] {
  const alternatives: LineMatch[] = [];
  do {
    if (tokens.accept('ip')) {
      tokens.expect('(');
      const { text } = tokens.expect('STRING');
      tokens.expect(')');
      alternatives.push({ text, isIp: true });
    } else {
      const { text } = tokens.expect('STRING', 'ip');
      alternatives.push({ text, isIp: false });
    }
  } while (tokens.accept('or'));
  return alternatives;
}

function parseStage(tokens: TokenStream): Stage {
  const { kind } = tokens.peek();
  switch (kind) {
    case 'json':
      tokens.next();
      return { kind, extractions: parseExtractions(tokens) };
    case 'logfmt':
      tokens.next();
      return parseLogfmt(tokens);
    case 'regexp':
    case 'pattern':
      tokens.next();
      return { kind, pattern: tokens.expect('STRING').text };
    case 'unpack':
    case 'decolorize':
      tokens.next();
      return { kind };
    case 'line_format':
      tokens.next();
      return { kind: 'lineFormat', template: tokens.expect('STRING').text };
    case 'label_format':
      tokens.next();
      return { kind: 'labelFormat', assignments: parseAssignments(tokens) };
    case 'drop':
    case 'keep':
      tokens.next();
      return { kind, labels: parseChoices(tokens) };
    case 'IDENTIFIER':
    case '(':
      return { kind: 'labelFilter', filter: parseLabelFilter(tokens) };
    default:
      return tokens.unexpected();
  }
}

function parseLogfmt(tokens: TokenStream): Stage {
  const flags: string[] = [];
  while (tokens.at('PARSER_FLAG')) flags.push(tokens.next().text);
  return {
    kind: 'logfmt',
    isStrict: flags.includes('--strict'),
    keepsEmpty: flags.includes('--keep-empty'),
    extractions: parseExtractions(tokens),
  };
}

/** `a="b", c`; none at all is a list as well. */
function parseExtractions(tokens: TokenStream): readonly Extraction[] {
  const extractions: Extraction[] = [];
  if (!tokens.at('IDENTIFIER')) return extractions;
  do {
    const label = tokens.expect('IDENTIFIER').text;
    const expression = tokens.accept('=')
      ? tokens.expect('STRING').text
      : label;
    extractions.push({ label, expression });
  } while (tokens.accept(','));
  return extractions;
}

function parseAssignments(tokens: TokenStream): readonly LabelAssignment[] {
  const assignments: LabelAssignment[] = [];
  do {
    const label = tokens.expect('IDENTIFIER').text;
    tokens.expect('=');
    if (tokens.at('IDENTIFIER')) {
      assignments.push({ kind: 'rename', label, from: tokens.next().text });
    } else {
      if (!tokens.at('STRING')) tokens.unexpected('IDENTIFIER', 'STRING');
      assignments.push({
        kind: 'template',
        label,
        template: tokens.next().text,
      });
    }
  } while (tokens.accept(','));
  return assignments;
}

function parseChoices(tokens: TokenStream): readonly LabelChoice[] {
  const choices: LabelChoice[] = [];
  do {
    if (['=', '!=', '=~', '!~'].includes(tokens.peek(1).kind)) {
      const matcher = parseMatcher(tokens);
      choices.push({ name: matcher.name, matcher });
    } else choices.push({ name: tokens.expect('IDENTIFIER').text });
  } while (tokens.accept(','));
  return choices;
}

import { goQuote } from './goQuote';

/** What a word is besides a name. */
export type WordKind =
  | 'identifier'
  | 'metricIdentifier'
  | 'aggregator'
  | 'operator'
  | 'keyword'
  | 'preprocessor';

/** One piece of a query. `text` is as written; `word` is its lower case where case does not matter. */
export interface Token {
  readonly kind:
    | WordKind
    | 'punctuation'
    | 'number'
    | 'duration'
    | 'string'
    | 'end'
    | 'error';
  readonly text: string;
  readonly word: string;
  /** What a string literal says, escapes resolved. */
  readonly value?: string;
  readonly start: number;
  readonly end: number;
}

const kindsByWord: ReadonlyMap<string, WordKind | 'number'> = new Map([
  ...(
    [
      'sum',
      'avg',
      'count',
      'min',
      'max',
      'group',
      'stddev',
      'stdvar',
      'topk',
      'bottomk',
      'count_values',
      'quantile',
      'limitk',
    ] as const
  ).map(word => [word, 'aggregator'] as const),
  ...(['and', 'or', 'unless', 'atan2'] as const).map(
    word => [word, 'operator'] as const,
  ),
  ...(
    [
      'offset',
      'by',
      'without',
      'on',
      'ignoring',
      'group_left',
      'group_right',
      'bool',
    ] as const
  ).map(word => [word, 'keyword'] as const),
  ['start', 'preprocessor'],
  ['end', 'preprocessor'],
  ['inf', 'number'],
  ['nan', 'number'],
]);

/** What a word outside braces is. */
export function kindOfWord(text: string): WordKind | 'number' {
  const known = kindsByWord.get(text.toLowerCase());
  if (known !== undefined) return known;
  return text.includes(':') ? 'metricIdentifier' : 'identifier';
}

/** How Prometheus names a token in `unexpected …`. */
export function describeToken({ kind, text }: Token): string {
  switch (kind) {
    case 'end':
      return 'end of input';
    case 'identifier':
      return `identifier ${goQuote(text)}`;
    case 'metricIdentifier':
      return `metric identifier ${goQuote(text)}`;
    case 'keyword':
      return `<${text}>`;
    case 'operator':
      return `<op:${text}>`;
    case 'aggregator':
      return `<aggr:${text}>`;
    case 'string':
    case 'number':
    case 'duration':
      return `${kind} ${quoteStart(text)}`;
    default:
      return quoteStart(text);
  }
}

function quoteStart(text: string): string {
  const characters = [...text];
  return text.length > 10
    ? `${goQuote(characters.slice(0, 10).join(''))}...`
    : goQuote(text);
}

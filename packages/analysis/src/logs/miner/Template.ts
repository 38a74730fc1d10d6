import type { LogSeverity } from '../LogTemplate';
import type { MaskedToken } from '../mask/MaskedToken';
import type { TemplateRate } from '../rate/templateRate';
import { hashText, hashToken, hashTokens } from '../hash/hashTokens';

/** A template inside the miner; its lines change it. JSON-safe. */
export interface Template {
  readonly id: string;
  /** Keys of its tokens; the wildcard at holes. */
  readonly tokens: readonly string[];
  /** Positions at which any token fits, rising. */
  readonly holes: readonly number[];
  /** What is shown at each position if nothing below says otherwise. */
  readonly shown: string[];
  /** What is shown at each position once lines differ there. */
  readonly wild: readonly string[];
  /** Positions whose `shown` another line could contradict. */
  open: readonly number[];
  /** Positions whose `shown` several lines must confirm. */
  readonly doubtful: readonly number[];
  /** Positions of numbers with a unit. */
  readonly sizes: readonly number[];
  readonly severity: LogSeverity;
  lines: number;
  firstSeenMs: number | undefined;
  lastSeenMs: number | undefined;
  readonly rate: TemplateRate;
}

/** Lines that must agree on a value before it is shown as a constant. */
const confirmingLines = 8;

/** What `createTemplate` is told. */
export type TemplateParts = Omit<Template, 'id' | 'open'>;

/** A template with its id, which depends on `tokens` and `holes` only. O(characters), no errors. */
export function createTemplate(parts: TemplateParts): Template {
  return {
    ...parts,
    id: templateId(parts.tokens, parts.holes),
    open: parts.shown.flatMap((text, position) =>
      text === parts.wild[position] || parts.holes.includes(position)
        ? []
        : [position],
    ),
  };
}

/** The id of a template: 16 hexadecimal digits that depend on nothing but its tokens and holes. O(characters). */
export function templateId(
  tokens: readonly string[],
  holes: readonly number[],
): string {
  const marked = tokens.slice();
  for (const hole of holes) marked[hole] = '\u0001';
  return hashText(hashTokens(marked.map(hashToken)));
}

/** Takes a line's tokens in: positions where the line says something else become variable. O(open positions). */
export function admitTokens(
  template: Template,
  tokens: readonly MaskedToken[],
): void {
  let isContradicted = false;
  for (const position of template.open) {
    if (tokens[position].text !== template.shown[position]) {
      template.shown[position] = template.wild[position];
      isContradicted = true;
    }
  }
  if (isContradicted)
    template.open = template.open.filter(
      position => template.shown[position] !== template.wild[position],
    );
}

/** The text of a template as it is known now. O(tokens), no errors. */
export function templateText(template: Template): string {
  const { shown, wild, sizes } = template;
  const isUnitVariable = sizes.some(
    position => shown[position] === wild[position],
  );
  const isDoubted = template.lines < confirmingLines;
  return shown
    .map((text, position) =>
      (isDoubted && template.doubtful.includes(position)) ||
      (isUnitVariable && sizes.includes(position))
        ? wild[position]
        : text,
    )
    .join(' ');
}

/** Whether a token is or holds a word: two letters outside the wildcard. */
export function isWord(token: string): boolean {
  return /\p{L}\p{L}/u.test(token);
}

/** How many words a template's lines have in common. O(characters). */
export function commonWords(template: Template): number {
  return template.tokens.filter(isWord).length;
}

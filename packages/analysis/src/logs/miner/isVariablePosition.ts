import { wildcard } from '../mask/MaskedToken';

/** What is known of one position at which lines, equal elsewhere, differ. */
export interface PositionEvidence {
  /** The distinct tokens seen there. */
  readonly values: readonly string[];
  /** The token before; `undefined` at the beginning of the line. */
  readonly previous: string | undefined;
  /** How many words the lines have in common. */
  readonly commonWords: number;
}

/** Behind these words stands a name. */
const nameIntroducers = new Set('user username login account'.split(' '));
/** Behind these words a name may stand. */
const nounIntroducers = new Set(
  [
    'named name host hostname node server client service interface device container pod image volume',
    'namespace deployment job process database table topic queue cluster plugin',
  ]
    .join(' ')
    .split(' '),
);
/** Behind these, too, but many other things as well. */
const prepositions = new Set('for from by at'.split(' '));

/**
 * Whether lines that differ at one position only are one event with a variable there, or several events. Evidence is the
 * number of distinct values: identifiers (`avahi-daemon`, `node7`) count more than words, words of state (`opened`, `closing`,
 * `ACTIVE`) less. The more the lines have in common, and the likelier a variable is there - after `user`, after `from`, where
 * one was seen before -, the less is needed; most where nothing stands before, as lines rarely begin with a variable.
 * O(characters), no errors. The weights are round numbers: what matters is their order.
 */
export function isVariablePosition(evidence: PositionEvidence): boolean {
  const { values, commonWords } = evidence;
  if (commonWords < 1 || values.some(value => value.endsWith('=')))
    return false;
  const weight = values.reduce((sum, value) => sum + weightOf(value), 0);
  return weight >= neededWeight(evidence);
}

function neededWeight({
  values,
  previous,
  commonWords,
}: PositionEvidence): number {
  if (commonWords >= 2 && values.every(isVariable)) return 2;
  if (commonWords >= 3 && values.some(isVariable)) return 3;
  if (previous === undefined) return neededAtStart(commonWords);
  const before = previous.replace(/[:=]$/, '').toLowerCase();
  if (commonWords >= 2 && nameIntroducers.has(before)) return 2;
  if (commonWords >= 2 && nounIntroducers.has(before)) return 3;
  if (commonWords >= 3 && prepositions.has(before)) return 3;
  if (commonWords >= 4) return 5;
  return commonWords >= 2 ? 8 : 12;
}

function neededAtStart(commonWords: number): number {
  if (commonWords >= 4) return 10;
  return commonWords >= 2 ? 16 : Infinity;
}

function weightOf(value: string): number {
  if (isVariable(value)) return 1;
  if (value.includes(wildcard)) return value.includes('=') ? 0 : 2;
  if (isStateWord(value)) return 0.5;
  return isIdentifier(value) ? 1.5 : 1;
}

/** Joined from pieces, or with a number, which is `#` in keys. */
function isIdentifier(value: string): boolean {
  return /\p{L}#|\p{L}[-_.:/]\p{L}/u.test(value);
}

/** One variable and punctuation. */
function isVariable(value: string): boolean {
  return value.includes(wildcard) && !/[\p{L}\p{N}=]/u.test(value);
}

function isStateWord(value: string): boolean {
  const word = value.replace(/[^\p{L}\p{N}]+$/u, '');
  if (word.length > 1 && /^[A-Z_]+$/.test(word)) return true;
  return word.length > 4 && /(?:ed|ing)$/i.test(word);
}

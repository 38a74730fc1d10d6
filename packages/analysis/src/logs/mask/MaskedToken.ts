import type { TokensHash } from '../hash/hashTokens';
import { hashToken } from '../hash/hashTokens';

/** What a masked token is, as far as its neighbours care. */
export type TokenRole =
  | 'text'
  | 'variable'
  | 'number'
  | 'size'
  | 'date'
  | 'time'
  | 'month'
  | 'weekday'
  | 'zone'
  | 'unit'
  | 'protocol'
  | 'list';

/**
 * One blank-separated piece of a line after masking. A constant has the same `key`, `text` and `wild`; so has a certain
 * variable (all `<*>`). They differ where only other lines can tell: `via=web` has the key `via=<*>`, and is shown as
 * `via=web` as long as no line of the group says otherwise. The hash is that of the key.
 */
export interface MaskedToken extends TokensHash {
  /** Decides the group of the line. */
  readonly key: string;
  /** Shown while all lines of the group agree. */
  readonly text: string;
  /** Shown once two lines differ. */
  readonly wild: string;
  /** Several lines have to agree before `text` is shown: a value is more often variable than not. */
  readonly needsEvidence: boolean;
  readonly role: TokenRole;
  /** Around the `<*>` of a key that is nothing but one variable and punctuation; `undefined` for every other key. */
  readonly around: WildcardSurroundings | undefined;
}

/** The punctuation before and after a wildcard. */
export interface WildcardSurroundings {
  readonly before: string;
  readonly after: string;
}

/** The mark of a variable part in keys and templates. */
export const wildcard = '<*>';

/** A token that stays as it is. O(length). */
export function constantToken(text: string, role: TokenRole): MaskedToken {
  const { high, low } = hashToken(text);
  return {
    key: text,
    text,
    wild: text,
    needsEvidence: false,
    role,
    around: undefined,
    high,
    low,
  };
}

const bareVariables = new Map<TokenRole, MaskedToken>();

/** A token that is one variable between punctuation. O(length). */
export function variableToken(
  role: TokenRole,
  before = '',
  after = '',
): MaskedToken {
  const isBare = before === '' && after === '';
  const known = isBare ? bareVariables.get(role) : undefined;
  if (known) return known;
  const key = before + wildcard + after;
  const { high, low } = hashToken(key);
  const token: MaskedToken = {
    key,
    text: key,
    wild: key,
    needsEvidence: false,
    role,
    around: { before, after },
    high,
    low,
  };
  if (isBare) bareVariables.set(role, token);
  return token;
}

/** A token whose variable is shown as `text` until lines differ. O(length). */
export function softToken(
  key: string,
  text: string,
  wild: string,
  needsEvidence: boolean,
): MaskedToken {
  const { high, low } = hashToken(key);
  return {
    key,
    text,
    wild,
    needsEvidence,
    role: 'text',
    around: undefined,
    high,
    low,
  };
}

/** A variable that lines may write in different ways: `512 MB`, `1 2 3`, `'name'`. O(length). */
export function spreadToken(
  role: TokenRole,
  around: WildcardSurroundings,
  text: string,
  needsEvidence = false,
): MaskedToken {
  const key = around.before + wildcard + around.after;
  const { high, low } = hashToken(key);
  return { key, text, wild: key, needsEvidence, role, around, high, low };
}

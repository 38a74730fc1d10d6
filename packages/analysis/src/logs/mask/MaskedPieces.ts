import type { MaskedToken, TokenRole } from './MaskedToken';
import { wildcard } from './MaskedToken';

/** A word under way: what is written of it so far. */
export interface MaskedPieces {
  key: string;
  /** The other forms, once they differ from the key. */
  soft: SoftForms | undefined;
  needsEvidence: boolean;
  /** Of the last piece. */
  role: TokenRole;
}

/** The forms of `MaskedToken` that other lines decide between. */
export type SoftForms = Pick<
  { -readonly [Name in keyof MaskedToken]: MaskedToken[Name] },
  'text' | 'wild'
>;

/** Writes a piece that is the same in all forms; `<*>:<*>` becomes one variable. O(length). */
export function appendPiece(pieces: MaskedPieces, text: string): void {
  const { soft } = pieces;
  if (
    text === wildcard &&
    soft === undefined &&
    pieces.key.endsWith(`${wildcard}:`)
  ) {
    pieces.key = pieces.key.slice(0, -1);
    return;
  }
  pieces.key += text;
  if (!soft) return;
  soft.text += text;
  soft.wild += text;
}

/** Writes a piece that is shown as `text` until lines differ. O(length). */
export function appendSoftPiece(
  pieces: MaskedPieces,
  key: string,
  text: string,
  needsEvidence: boolean,
): void {
  pieces.soft ??= { text: pieces.key, wild: pieces.key };
  pieces.soft.text += text;
  pieces.soft.wild += wildcard;
  pieces.key += key;
  pieces.needsEvidence ||= needsEvidence;
}

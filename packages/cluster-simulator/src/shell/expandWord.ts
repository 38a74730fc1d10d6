import { posix } from 'node:path';
import type { VirtualFiles } from '../files/VirtualFiles';
import { evaluateArithmetic } from './evaluateArithmetic';
import { resolvePath } from './resolvePath';
import type { Script, Word } from './Script';

export interface ExpansionContext {
  /** Undefined for one that is not set. */
  readonly variable: (name: string) => string | undefined;
  /** What a command substitution prints. */
  readonly outputOf: (script: Script) => Promise<string>;
  /** `$1`, `$2`, … */
  readonly positional: readonly string[];
  readonly files: VirtualFiles;
  readonly folder: string;
}

interface Piece {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * The fields that a word stands for: variables and substitutions are put in, what is not quoted is split at blanks, and patterns
 * become the names of files that match, or stay when none does. Source: POSIX.1-2017, Shell Command Language, 2.6.
 */
export async function expandWord(
  word: Word,
  context: ExpansionContext,
): Promise<readonly string[]> {
  if (isAllArguments(word)) return context.positional;
  const fields: Piece[][] = [];
  let isOpen = false;
  for (const piece of await piecesOf(word, context)) {
    const isWhole = piece.isQuoted || !piece.isSplit;
    const texts = isWhole ? [piece.text] : piece.text.split(/[ \t\n]+/);
    for (const [index, text] of texts.entries()) {
      if (index > 0) isOpen = false;
      if (!text && !piece.isQuoted) continue;
      if (!isOpen) fields.push([]);
      fields[fields.length - 1].push({ text, isQuoted: piece.isQuoted });
      isOpen = true;
    }
  }
  return fields.flatMap(field => matchFiles(field, context));
}

/** As `expandWord`, but one field without splitting and patterns: for assignments and redirections. */
export async function expandToText(
  word: Word,
  context: ExpansionContext,
): Promise<string> {
  return (await piecesOf(word, context)).map(({ text }) => text).join('');
}

/** `"$@"` alone: each argument stays one field. */
function isAllArguments(word: Word): boolean {
  const parts = word.filter(part => part.kind !== 'text' || part.text !== '');
  const [part] = parts;
  return (
    parts.length === 1 &&
    part.kind === 'variable' &&
    part.name === '@' &&
    part.isQuoted
  );
}

async function piecesOf(
  word: Word,
  context: ExpansionContext,
): Promise<readonly (Piece & { readonly isSplit: boolean })[]> {
  const pieces: (Piece & { isSplit: boolean })[] = [];
  for (const part of word) {
    const { isQuoted } = part;
    switch (part.kind) {
      case 'text':
        pieces.push({ text: part.text, isQuoted, isSplit: false });
        break;
      case 'variable':
        pieces.push({
          text: (context.variable(part.name) || part.fallback) ?? '',
          isQuoted,
          isSplit: true,
        });
        break;
      case 'arithmetic':
        pieces.push({
          text: String(evaluateArithmetic(part.text, context.variable)),
          isQuoted,
          isSplit: false,
        });
        break;
      default:
        pieces.push({
          text: (await context.outputOf(part.script)).replace(/\n+$/, ''),
          isQuoted,
          isSplit: true,
        });
    }
  }
  const [first, ...rest] = pieces;
  if (
    first?.text.startsWith('~') &&
    !first.isQuoted &&
    /^~(?:$|\/)/.test(first.text)
  )
    return [
      {
        ...first,
        text: (context.variable('HOME') ?? '/root') + first.text.slice(1),
      },
      ...rest,
    ];
  return pieces;
}

function matchFiles(
  field: readonly Piece[],
  { files, folder }: ExpansionContext,
): readonly string[] {
  const plain = field.map(({ text }) => text).join('');
  const isPattern = field.some(
    ({ text, isQuoted }) => !isQuoted && /[*?]/.test(text),
  );
  if (!isPattern) return [plain];
  // Patterns match inside one folder, which covers what people type.
  const parent = posix.dirname(plain);
  if (/[*?]/.test(parent)) return [plain];
  const path = resolvePath(folder, parent);
  if (files.find(path)?.kind !== 'folder') return [plain];
  const pattern = patternOf(posix.basename(plain));
  const names = files
    .list(path)
    .filter(
      name =>
        pattern.test(name) && (!name.startsWith('.') || plain.startsWith('.')),
    );
  const prefix = plain.slice(0, plain.length - posix.basename(plain).length);
  return names.length > 0 ? names.map(name => prefix + name) : [plain];
}

/** `*` and `?` as in a shell, for `any` character; linear, as runs of stars are one. */
export function patternOf(glob: string, any = '[^/]'): RegExp {
  const source = glob
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/[*?]/g, found => (found === '*' ? `${any}*?` : any));
  return new RegExp(`^${source}$`, 's');
}

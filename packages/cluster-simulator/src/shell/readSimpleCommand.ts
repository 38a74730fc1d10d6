import type { Redirect, SimpleCommand, Word } from './Script';
import type { WordReader } from './WordReader';

type Redirection = 'read' | 'append' | 'write';
const REDIRECTIONS: Readonly<Record<string, Redirection | undefined>> = {
  '<': 'read',
  '>>': 'append',
};

/** Words, assignments and redirections up to what ends a command. */
export function readSimpleCommand(reader: WordReader): SimpleCommand {
  const assignments: { name: string; value: Word }[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (;;) {
    reader.skipBlank(false);
    const redirect = readRedirect(reader);
    if (redirect) {
      redirects.push(redirect);
      continue;
    }
    if (reader.isAtEnd || reader.look(/^[;&|\n()<>]/)) break;
    const name = reader.look(/^[A-Za-z_]\w*(?==)/)?.[0];
    if (name !== undefined && words.length === 0) {
      reader.skip(name.length + 1);
      assignments.push({ name, value: reader.word(true) });
    } else words.push(reader.word(false));
  }
  if (words.length + assignments.length + redirects.length === 0)
    throw reader.unexpected();
  return { kind: 'simple', assignments, words, redirects };
}

/** Undefined when none is here. */
export function readRedirect(reader: WordReader): Redirect | undefined {
  const match = reader.look(/^([012]?)(<<-?|>>|>&|<|>)/);
  if (!match) return undefined;
  const [whole, number, operator] = match;
  reader.skip(whole.length);
  const descriptor = parseDescriptor(number, operator);
  if (operator === '>&') {
    const to = reader.look(/^[12]/)?.[0];
    if (to === undefined) throw reader.unexpected();
    reader.skip(1);
    return {
      descriptor,
      target: { kind: 'same', descriptor: to === '1' ? 1 : 2 },
    };
  }
  reader.skipBlank(false);
  const word = reader.word(false);
  if (operator.startsWith('<<')) {
    const text = reader.hereDocument(word, operator.endsWith('-'));
    return { descriptor: 0, target: { kind: 'here', text } };
  }
  return {
    descriptor,
    target: { kind: REDIRECTIONS[operator] ?? 'write', file: word },
  };
}

function parseDescriptor(number: string, operator: string): 0 | 1 | 2 {
  if (number === '2') return 2;
  if (number === '0') return 0;
  if (number === '1') return 1;
  return operator.startsWith('<') ? 0 : 1;
}

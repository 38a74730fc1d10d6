import { parseOptions } from '../parseOptions';
import { UsageError, type Program } from '../Program';

const CLASSES: Readonly<Record<string, string>> = {
  lower: 'a-z',
  upper: 'A-Z',
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  space: ' \t\n\v\f\r',
  blank: ' \t',
  punct: '!-/:-@[-`{-~',
  cntrl: '\0-\x1f\x7f',
};
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
};

/** `tr SET1 SET2`, `-d`, `-s` and `-c`, of bytes; sets have ranges, classes and escapes. Source: POSIX.1-2017, tr. */
export const tr: Program = async ({ args, stdin, stdout }) => {
  const { flags, operands } = parseOptions(args, ['d', 's', 'c', 'C']);
  const [first, second] = operands;
  if (first === undefined) throw new UsageError('missing operand');
  if (second === undefined && !flags.has('d') && !flags.has('s'))
    throw new UsageError(`missing operand after '${first}'`);
  const from = bytesOf(first);
  const isOther = flags.has('c') || flags.has('C');
  const isNamed = (byte: number) => from.includes(byte) !== isOther;
  const to =
    second === undefined || flags.has('d') ? undefined : bytesOf(second);
  const squeezed = second === undefined ? isNamed : isIn(bytesOf(second));
  const translate = (byte: number) => {
    if (!to || to.length === 0 || !isNamed(byte)) return byte;
    const at = isOther ? to.length - 1 : from.lastIndexOf(byte);
    return to[Math.min(at, to.length - 1)];
  };
  let last: number | undefined;
  for await (const chunk of stdin) {
    const out: number[] = [];
    for (const byte of chunk) {
      if (flags.has('d') && isNamed(byte)) continue;
      const next = translate(byte);
      if (flags.has('s') && next === last && squeezed(next)) continue;
      out.push(next);
      last = next;
    }
    await stdout.write(Buffer.from(out));
  }
  return 0;
};

function isIn(bytes: readonly number[]): (byte: number) => boolean {
  return byte => bytes.includes(byte);
}

function bytesOf(set: string): readonly number[] {
  const plain = set.replace(/\[:([a-z]+):\]/g, (_all, name) => {
    if (!Object.hasOwn(CLASSES, name))
      throw new UsageError(`invalid character class '${name}'`);
    return CLASSES[name];
  });
  const bytes: number[] = [];
  for (let at = 0; at < plain.length; ) {
    const [first, next] = characterAt(plain, at);
    if (plain[next] === '-' && next + 1 < plain.length) {
      const [last, end] = characterAt(plain, next + 1);
      for (let code = first; code <= last; code++) bytes.push(code);
      at = end;
    } else {
      bytes.push(...Buffer.from(String.fromCodePoint(first)));
      at = next;
    }
  }
  return bytes;
}

/** The code at a place, and where the next one begins. */
function characterAt(text: string, at: number): readonly [number, number] {
  if (text[at] !== '\\' || at + 1 >= text.length)
    return [text.charCodeAt(at), at + 1];
  const letter = text[at + 1];
  return [(ESCAPES[letter] ?? letter).charCodeAt(0), at + 2];
}

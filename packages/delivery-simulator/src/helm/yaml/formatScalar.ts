import { formatValue, type GoValue } from '@orrery/go-template';

const lineWidth = 80;

/** Texts that YAML 1.1, or an old parser, would read as something else than a text. */
const ambiguous =
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|<<|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?)|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?)$/;

/** Writes what is neither list nor map as goyaml does; `column` is where it begins on its line. */
export function formatScalar(
  value: GoValue,
  indent: number,
  column: number,
): string {
  if (typeof value === 'number') return formatNumber(value);
  if (value === undefined) return 'null';
  if (typeof value !== 'string') return formatValue(value);
  if (hasSpecial(value)) return doubleQuoted(value);
  if (value.includes('\n')) return literal(value, indent);
  if (ambiguous.test(value) && value !== '<<') return `"${value}"`;
  if (value === '<<') return '<<';
  if (value.includes('\t')) return doubleQuoted(value);
  if (isPlain(value)) return foldAt(value, indent, column);
  return `'${foldAt(value.replaceAll("'", "''"), indent, column + 1)}'`;
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  // Floats go through %g with all their digits.
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** What only double quotes can hold: control characters, and spaces before a line's end. */
function hasSpecial(text: string): boolean {
  return (
    /[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]| \n/u.test(
      text,
    ) || / $/m.test(text.includes('\n') ? text : '')
  );
}

function isPlain(text: string): boolean {
  if (/^ | $/.test(text)) return false;
  if (/^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[-?:](?:\s|$)/.test(text)) return false;
  return !/: |:$| #/.test(text);
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  let chomp = '-';
  if (text.endsWith('\n'))
    chomp = text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const pad = ' '.repeat(Math.max(indent, 2));
  const body = text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => (line === '' ? '' : pad + line));
  return `|${hint}${chomp}\n${body.join('\n')}`;
}

function doubleQuoted(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '\0': '\\0',
    '\x07': '\\a',
    '\b': '\\b',
    '\t': '\\t',
    '\n': '\\n',
    '\v': '\\v',
    '\f': '\\f',
    '\r': '\\r',
    '\x1b': '\\e',
    '"': '\\"',
    '\\': '\\\\',
  };
  const body = text.replace(
    /["\\]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu,
    character => {
      const code = character.codePointAt(0) ?? 0;
      if (Object.hasOwn(names, character)) return names[character];
      return code < 0x100
        ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
        : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    },
  );
  return `"${body}"`;
}

/** Breaks at the first single space behind the width of a line. */
function foldAt(text: string, indent: number, column: number): string {
  let result = '';
  let position = column;
  for (let index = 0; index < text.length; index += 1) {
    const isLoneSpace =
      text[index] === ' ' && text[index - 1] !== ' ' && text[index + 1] !== ' ';
    if (
      isLoneSpace &&
      position > lineWidth &&
      index > 0 &&
      index < text.length - 1
    ) {
      const pad = Math.max(indent, 2);
      result += `\n${' '.repeat(pad)}`;
      position = pad;
    } else {
      result += text[index];
      position += 1;
    }
  }
  return result;
}

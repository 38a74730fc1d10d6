import {
  goFunction,
  GoTime,
  formatValue,
  parseGoDuration,
  variadicFunction,
  type GoFunctions,
  type GoMap,
  type GoValue,
} from '@orrery/go-template';
import { createHash } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MAX_RANDOM_BYTES = 100_000;
/** Charts name them where nobody goes: they must be known, and say so where somebody does. */
const REFUSED = [
  ...['bcrypt', 'htpasswd', 'derivePassword', 'encryptAES', 'decryptAES'],
  ...['genPrivateKey', 'genCA', 'genCAWithKey', 'genSelfSignedCert'],
  ...['genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey'],
  ...['buildCustomCert', 'toToml', 'mustToToml', 'fromToml'],
];
/** Other names of what sprig has already. */
const ALIASES: Readonly<Record<string, string>> = {
  date_in_zone: 'dateInZone',
  mustDateModify: 'dateModify',
  must_date_modify: 'dateModify',
  mustToDate: 'toDate',
  osBase: 'base',
  osClean: 'clean',
  osDir: 'dir',
  osExt: 'ext',
  osIsAbs: 'isAbs',
};

/**
 * The functions of sprig that `sprigFunctions` leaves out: digests, base 32, addresses, rounded durations, other names. Keys,
 * certificates, passwords and TOML are known by name and fail when they are called.
 */
export function nodeSprigFunctions(
  sprig: GoFunctions,
  { nowMs, random }: { nowMs(): number; random(): number },
): GoFunctions {
  const digest = (algorithm: string) =>
    goFunction(['string'], (text, context) => {
      context.spend(text.length / 8);
      return createHash(algorithm).update(text).digest('hex');
    });
  return {
    ...Object.fromEntries(
      Object.entries(ALIASES).flatMap(([alias, name]) =>
        name in sprig ? [[alias, sprig[name]]] : [],
      ),
    ),
    htmlDateInZone: goFunction(['any', 'string'], (time, _zone, context) =>
      sprig.htmlDate.call([time], context),
    ),
    ...Object.fromEntries(REFUSED.map(name => [name, refused(name)])),
    sha1sum: digest('sha1'),
    sha512sum: digest('sha512'),
    adler32sum: goFunction(['string'], text => String(adler32(text))),
    b32enc: goFunction(['string'], text => toBase32(Buffer.from(text))),
    b32dec: goFunction(['string'], fromBase32),
    randBytes: goFunction(['int'], count => {
      if (count > MAX_RANDOM_BYTES)
        throw new Error(`more than ${MAX_RANDOM_BYTES} random bytes`);
      const bytes = Array.from({ length: count }, () =>
        Math.floor(random() * 256),
      );
      return Buffer.from(bytes).toString('base64');
    }),
    shuffle: goFunction(['string'], text => shuffled([...text], random)),
    urlParse: goFunction(['string'], parseAddress),
    urlJoin: goFunction(['map'], formatAddress),
    durationRound: goFunction(['any'], value =>
      roundDuration(durationMs(value, nowMs)),
    ),
  };
}

function refused(name: string) {
  return variadicFunction([], 'any', () => {
    throw new Error(`${name} is not supported here`);
  });
}

function adler32(text: string): number {
  let low = 1;
  let high = 0;
  for (const byte of Buffer.from(text)) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('');
  const text = (bits.match(/.{1,5}/g) ?? [])
    .map(group => BASE32[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** Sprig prints the failure instead of failing. */
function fromBase32(text: string): string {
  const plain = text.replace(/=+$/, '');
  const wrong = [...plain].findIndex(character => !BASE32.includes(character));
  if (wrong !== -1 || text.length % 8 !== 0) {
    return `illegal base32 data at input byte ${
      wrong === -1 ? text.length : wrong
    }`;
  }
  const bits = [...plain]
    .map(character => BASE32.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map(byte => Number.parseInt(byte, 2))).toString();
}

function shuffled(characters: string[], random: () => number): string {
  for (let at = characters.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [characters[at], characters[other]] = [characters[other], characters[at]];
  }
  return characters.join('');
}

function parseAddress(text: string): GoMap {
  const match =
    /^(?:([A-Za-z][\w+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(
      text,
    );
  const [, scheme = '', userinfo = '', host = '', rest = ''] = match ?? [];
  const isOpaque = scheme !== '' && host === '' && /^[^/]/.test(rest);
  return new Map([
    ['scheme', scheme.toLowerCase()],
    ['host', host],
    ['hostname', host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1')],
    ['path', isOpaque ? '' : rest],
    ['query', match?.[5] ?? ''],
    ['opaque', isOpaque ? rest : ''],
    ['fragment', match?.[6] ?? ''],
    ['userinfo', userinfo],
  ]);
}

/** As Go's `URL.String`. */
function formatAddress(parts: GoMap): string {
  const at = (name: string) => {
    const value = parts.get(name);
    return value === undefined ? '' : formatValue(value);
  };
  const [scheme, host, path, user] = ['scheme', 'host', 'path', 'userinfo'].map(
    at,
  );
  const hasPlace = `${scheme}${host}${user}` !== '';
  const authority =
    hasPlace && `${host}${path}${user}` !== ''
      ? `//${user === '' ? '' : `${user}@`}${host}`
      : '';
  const slash = host !== '' && path !== '' && !path.startsWith('/') ? '/' : '';
  const opaque = at('opaque');
  return [
    scheme === '' ? '' : `${scheme}:`,
    opaque === '' ? `${authority}${slash}${path}` : opaque,
    at('query') === '' ? '' : `?${at('query')}`,
    at('fragment') === '' ? '' : `#${at('fragment')}`,
  ].join('');
}

/** Of a text, nanoseconds, or the time since then; anything else is none. */
function durationMs(value: GoValue, nowMs: () => number): number {
  if (typeof value === 'string') return parseGoDuration(value) ?? 0;
  if (typeof value === 'bigint') return Number(value) / 1e6;
  return value instanceof GoTime ? nowMs() - value.timeMs : 0;
}

function roundDuration(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['y', 365 * 86_400_000],
    ['mo', 30 * 86_400_000],
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ];
  const found = units.find(([, unitMs]) => Math.abs(ms) > unitMs);
  return found ? `${Math.floor(Math.abs(ms) / found[1])}${found[0]}` : '0s';
}

import {
  compareSemanticVersions,
  parseSemanticVersion,
  type SemanticVersion,
} from './SemanticVersion';

/** Whether a version is in a range. */
export type VersionRange = (version: SemanticVersion) => boolean;

const versionText = String.raw`v?(?:\d+|[xX*])(?:\.(?:\d+|[xX*]))?(?:\.(?:\d+|[xX*]))?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?`;
const hyphen = new RegExp(
  `^\\s*(${versionText})\\s+-\\s+(${versionText})\\s*$`,
);
const term = new RegExp(
  `^(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*(${versionText})`,
);

/**
 * Reads a range as Masterminds/semver does, which Helm uses: `>=1.2 <2 || ^3`, `~1.2`, `1.x`, `1.2 - 2.3`. A prerelease is in
 * a range only where the range names one. Undefined for a text that is no range.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const alternatives = text.split('||').map(parseAll);
  if (alternatives.some(alternative => alternative === undefined))
    return undefined;
  return version => alternatives.some(alternative => alternative?.(version));
}

function parseAll(text: string): VersionRange | undefined {
  const between = hyphen.exec(text);
  let rest = between === null ? text.trim() : `>=${between[1]} <=${between[2]}`;
  const ranges: VersionRange[] = [];
  if (rest === '') rest = '*';
  while (rest !== '') {
    const found = term.exec(rest);
    if (found === null) return undefined;
    const range = parseTerm(found[1] ?? '', found[2]);
    if (range === undefined) return undefined;
    ranges.push(range);
    const after = rest.slice(found[0].length);
    rest = after.replace(/^(?:\s*,\s*|\s+)/, '');
    if (after !== '' && after === rest) return undefined;
  }
  return version => ranges.every(range => range(version));
}

function parseTerm(operator: string, text: string): VersionRange | undefined {
  const [core] = text.replace(/^v/, '').split(/[-+]/);
  const parts = core.split('.');
  const wild = parts.findIndex(part => /^[xX*]$/.test(part));
  const known = wild < 0 ? parts.length : wild;
  const numbers = parts.slice(0, known);
  const suffix = wild < 0 ? text.replace(/^v/, '').slice(core.length) : '';
  const low = parseSemanticVersion(
    [...numbers, '0', '0', '0'].slice(0, 3).join('.') + suffix,
  );
  if (low === undefined) return undefined;
  const compare = comparison(operator, low, known);
  const allowsPrerelease = low.prerelease !== '';
  return version =>
    (version.prerelease === '' || allowsPrerelease) && compare(version);
}

/** `known` says how many of the numbers were written: `1.2` stands for every `1.2.x`. */
function comparison(
  operator: string,
  low: SemanticVersion,
  known: number,
): VersionRange {
  const atLeast = (version: SemanticVersion) =>
    compareSemanticVersions(version, low) >= 0;
  const below =
    (high: SemanticVersion): VersionRange =>
    version =>
      compareSemanticVersions(version, high) < 0;
  const inside: VersionRange =
    known === 0
      ? () => true
      : version => atLeast(version) && below(next(low, known))(version);
  const equal: VersionRange =
    known === 3
      ? version => compareSemanticVersions(version, low) === 0
      : inside;
  switch (operator) {
    case '':
    case '=':
      return equal;
    case '!=':
      return version => !equal(version);
    case '>':
      return known === 3
        ? version => compareSemanticVersions(version, low) > 0
        : version => atLeast(version) && !inside(version);
    case '>=':
    case '=>':
      return atLeast;
    case '<':
      return below(low);
    case '<=':
    case '=<':
      return version => below(low)(version) || equal(version);
    case '^':
      return known === 0
        ? () => true
        : version => atLeast(version) && below(caret(low, known))(version);
    default:
      return known === 0
        ? () => true
        : version =>
            atLeast(version) && below(next(low, Math.min(known, 2)))(version);
  }
}

/** The first version behind those that share the first `known` numbers. */
function next(
  { major, minor, patch }: SemanticVersion,
  known: number,
): SemanticVersion {
  if (known <= 1) return release(major + 1, 0, 0);
  if (known === 2) return release(major, minor + 1, 0);
  return release(major, minor, patch + 1);
}

/** `^1.2.3` allows what keeps the first number that is not zero. */
function caret(low: SemanticVersion, known: number): SemanticVersion {
  if (low.major > 0 || known === 1) return next(low, 1);
  if (low.minor > 0 || known === 2) return next(low, 2);
  return next(low, 3);
}

function release(major: number, minor: number, patch: number): SemanticVersion {
  return {
    major,
    minor,
    patch,
    prerelease: '',
    metadata: '',
    original: `${major}.${minor}.${patch}`,
  };
}

/** A version as semver.org defines it, read as loosely as Masterminds/semver does: `v1.2` is `1.2.0`. */
export interface SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Without its `-`; `""` for a release. */
  readonly prerelease: string;
  /** Without its `+`. */
  readonly metadata: string;
  readonly original: string;
}

const pattern =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Undefined for a text that is no version. */
export function parseSemanticVersion(
  text: string,
): SemanticVersion | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, major, minor = '0', patch = '0', prerelease = '', metadata = ''] =
    found;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease,
    metadata,
    original: text,
  };
}

/** Below, at or above zero, by precedence; metadata does not count. */
export function compareSemanticVersions(
  left: SemanticVersion,
  right: SemanticVersion,
): number {
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return 1;
  if (right === '') return -1;
  const ours = left.split('.');
  const theirs = right.split('.');
  for (
    let index = 0;
    index < Math.min(ours.length, theirs.length);
    index += 1
  ) {
    const order = compareIdentifiers(ours[index], theirs[index]);
    if (order !== 0) return order;
  }
  return ours.length - theirs.length;
}

function compareIdentifiers(left: string, right: string): number {
  if (left === right) return 0;
  const isNumber = [left, right].map(identifier => /^\d+$/.test(identifier));
  if (isNumber[0] && isNumber[1]) return Number(left) - Number(right);
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  return left < right ? -1 : 1;
}

/** As `%v` prints it: always three numbers. */
export function formatSemanticVersion(version: SemanticVersion): string {
  const { major, minor, patch, prerelease, metadata } = version;
  const tail = (prerelease && `-${prerelease}`) + (metadata && `+${metadata}`);
  return `${major}.${minor}.${patch}${tail}`;
}

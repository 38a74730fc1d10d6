type Version = readonly [number, number, number];

/** Whether a revision reads as a range of versions and not as a name: `1.2.*`, `^1.0`, `>=1.2.0 <2`, `v1.x`. */
export function isVersionRange(revision: string): boolean {
  return /^[~^<>=]|^v?\d+(\.\d+)*\.[*xX]$|^\*$/.test(revision.trim());
}

/** The tag with the highest version in the range; `v` before a version is ignored, pre-releases are left out. */
export function matchVersion(
  range: string,
  tags: readonly string[],
): string | undefined {
  let best: { tag: string; version: Version } | undefined;
  for (const tag of tags) {
    const version = parseVersion(tag);
    if (!version || !isInRange(version, range)) continue;
    if (!best || compare(version, best.version) > 0) best = { tag, version };
  }
  return best?.tag;
}

function isInRange(version: Version, range: string): boolean {
  return range.split('||').some(alternative =>
    alternative
      .trim()
      .replace(/([~^<>=]+)\s+/g, '$1')
      .split(/[\s,]+/)
      .every(part => isInPart(version, part)),
  );
}

function isInPart(version: Version, part: string): boolean {
  const match =
    /^([~^]|[<>]=?|=)?v?(\d+|[*xX])?(?:\.(\d+|[*xX]))?(?:\.(\d+|[*xX]))?$/.exec(
      part,
    );
  if (!match) return false;
  const given = match
    .slice(2)
    .map(text =>
      text === undefined || /[*xX]/.test(text) ? undefined : Number(text),
    );
  const [major, minor, patch] = given;
  if (major === undefined) return true;
  const low: Version = [major, minor ?? 0, patch ?? 0];
  switch (match[1]) {
    case '>':
      return compare(version, low) > 0;
    case '>=':
      return compare(version, low) >= 0;
    case '<':
      return compare(version, low) < 0;
    case '<=':
      return compare(version, low) <= 0;
    case '^':
      return compare(version, low) >= 0 && compare(version, caretEnd(low)) < 0;
    case '~':
      return (
        compare(version, low) >= 0 &&
        compare(
          version,
          minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0],
        ) < 0
      );
    default:
      return given.every(
        (number, index) => number === undefined || number === version[index],
      );
  }
}

function caretEnd([major, minor, patch]: Version): Version {
  if (major > 0) return [major + 1, 0, 0];
  return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

function parseVersion(tag: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)$/.exec(tag);
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3])]
    : undefined;
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

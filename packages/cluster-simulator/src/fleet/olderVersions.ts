/** Versions that came before one, oldest first, each a step of patch or minor. */
export function olderVersions(
  version: string,
  count: number,
  random: () => number,
): readonly string[] {
  const prefix = version.startsWith('v') ? 'v' : '';
  const numbers = version.slice(prefix.length).split('.').map(Number);
  const versions: string[] = [];
  let [major = 0, minor = 0, patch = 0] = numbers;
  for (let index = 0; index < count; index++) {
    if (patch > 0 && random() < 0.7) patch -= 1;
    else if (minor > 0) [minor, patch] = [minor - 1, Math.floor(random() * 6)];
    else if (patch > 0) patch -= 1;
    else if (major > 0)
      [major, minor, patch] = [major - 1, Math.floor(random() * 9), 2];
    else break;
    versions.unshift(`${prefix}${major}.${minor}.${patch}`);
  }
  return versions;
}

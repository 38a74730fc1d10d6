import { LauncherError } from '../LauncherError.mjs';

/** The oldest Node.js that runs Orrery; `engines` in the root package.json says the same. */
export const oldestNode = '20.19.0';

/**
 * Throws unless the version is one that Orrery runs on.
 * @param {string} [version] as in `process.versions.node`
 */
export function checkNode(version = process.versions.node) {
  if (compareVersions(version, oldestNode) < 0) {
    throw new LauncherError(
      `Node.js ${version} is too old: Orrery needs ${oldestNode} or newer (20, 22 and 24 are tried).`,
    );
  }
}

/**
 * @param {string} a
 * @param {string} b
 */
function compareVersions(a, b) {
  const [left, right] = [a, b].map(version =>
    version.split('.').map(part => parseInt(part, 10)),
  );
  for (let index = 0; index < 3; index++) {
    if (left[index] !== right[index]) return left[index] - right[index];
  }
  return 0;
}

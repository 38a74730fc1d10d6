/** @type {Record<string, string | undefined>} */
const stepNames = {
  Resolution: 'reading the lockfile',
  Fetch: 'fetching packages',
  Link: 'laying out node_modules',
};

/**
 * What a line of `yarn install` output means for somebody who waits; undefined for lines of no interest.
 * @param {string} line
 * @returns {string | undefined}
 */
export function describeYarnLine(line) {
  const step = line.match(/┌ (\w+) step/)?.[1];
  if (step !== undefined) return stepNames[step];
  const build = line.match(
    /YN0007: .*?((?:@[\w.-]+\/)?[\w.-]+)@\S+ (?:\S+ )*?must be (?:re)?built/,
  )?.[1];
  return build && `compiling ${build} (about a minute)`;
}

import {
  findOnPath,
  installWithApt,
  isExecutable,
} from '../install/ensureProgram.mjs';
import { LauncherError } from '../LauncherError.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/**
 * The browser of the end-to-end tests: the one that ORRERY_CHROMIUM names, else one on the PATH, else Debian's, installed
 * with apt-get when this process may do that.
 * @param {{ env?: NodeJS.ProcessEnv, install?: () => boolean, log?: (line: string) => void }} [options]
 *   `install` returns whether it succeeded
 * @returns {string} the path of the executable
 */
export function ensureChromium({
  env = process.env,
  install = () => installWithApt('chromium'),
  log = console.log,
} = {}) {
  const named = env.ORRERY_CHROMIUM;
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new LauncherError(
      `ORRERY_CHROMIUM names ${named}, which is not an executable file.`,
    );
  }
  const present = findOnPath(names, env);
  if (present !== undefined) return present;
  log('Installing Chromium with apt-get');
  const installed = install() ? findOnPath(names, env) : undefined;
  if (installed === undefined) {
    throw new LauncherError(
      'no Chromium found, and apt-get could not install one: install it, or name one in ORRERY_CHROMIUM.',
    );
  }
  return installed;
}

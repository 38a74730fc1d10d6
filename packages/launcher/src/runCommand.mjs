import { LauncherError } from './LauncherError.mjs';

/**
 * Runs a command's main function and turns its outcome into the exit code.
 * @param {() => Promise<number>} main returns the exit code
 * @returns {Promise<void>}
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error;
    if (error.details) console.error(error.details.trimEnd());
    console.error(`orrery: ${error.message}`);
    process.exitCode = 1;
  }
}

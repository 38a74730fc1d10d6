import { execFileSync } from 'node:child_process';

/**
 * The real kubectls of this machine: the one that KUBECTL names and the first on PATH (which may be a dispatcher that picks
 * a client by the server's version).
 *
 * @throws Error in CI when there is none: the checks must not be skipped silently there.
 */
export function findKubectls(): readonly string[] {
  const candidates = [process.env.KUBECTL, 'kubectl'].filter(
    (candidate): candidate is string => Boolean(candidate),
  );
  const found = [...new Set(candidates)].filter(answers);
  if (found.length === 0 && process.env.CI === 'true') {
    throw new Error(
      'no kubectl found: set KUBECTL or put kubectl on PATH; CI checks the API with a real client',
    );
  }
  return found;
}

function answers(candidate: string): boolean {
  try {
    execFileSync(candidate, ['version', '--client'], {
      stdio: 'ignore',
      timeout: 10_000,
    });
    return true;
  } catch {
    return false; // The suite's name says which were found.
  }
}

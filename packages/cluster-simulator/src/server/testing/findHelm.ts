import { execFileSync } from 'node:child_process';

/** The real helm of this machine: the one that HELM names, else the first on PATH; undefined where neither answers. */
export function findHelm(): string | undefined {
  return [process.env.HELM, 'helm'].find(
    (candidate): candidate is string =>
      candidate !== undefined && candidate !== '' && answers(candidate),
  );
}

function answers(candidate: string): boolean {
  try {
    execFileSync(candidate, ['version'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false; // The suite's name says that there is none.
  }
}

import type { Container } from '../controllers/kinds/Pod';

/** How programs are told to work on several cores at once: `-threads 5`, `--cpu=4`, `-j8`. */
const WORKERS =
  /(?:^|\s)--?(?:threads|cpu|cpus|workers|jobs|procs|j|c)[ =]?(\d{1,3})(?:\s|$)/;
/** A worker waits for its input now and then. */
const BUSY_SHARE = 0.94;

/**
 * The cores that a container's command line asks to work on, as `stress-ng --cpu 4` or `ffmpeg -threads 5`: such a
 * process uses them whatever it requested. Undefined when it says nothing. O(length of the command).
 */
export function ownCpuCoresOf(container: Container): number | undefined {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const workers = Number(WORKERS.exec(words.join(' '))?.[1] ?? 0);
  return workers > 0 ? workers * BUSY_SHARE : undefined;
}

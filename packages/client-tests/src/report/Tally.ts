import type { GroupRun } from '../running/runGroups';

export interface TallyOptions {
  /** Where every client must be there, as in CI. */
  readonly isMissingAFailure: boolean;
  readonly log: (line: string) => void;
}

/** Counts the commands of a run and shows what failed as soon as it is known. */
export class Tally {
  readonly #options: TallyOptions;
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  constructor(options: TallyOptions) {
    this.#options = options;
  }

  get hasFailed(): boolean {
    return this.#failed > 0;
  }

  add({ group, client, outcome, durationMs }: GroupRun): void {
    const { log } = this.#options;
    const title = `${group.name} (${client})`;
    if (outcome === undefined) {
      this.#addMissing(title, client);
      return;
    }
    const { steps, failures } = outcome;
    this.#passed += steps - failures.length;
    this.#failed += failures.length;
    const mark = failures.length === 0 ? '✓' : '✗';
    const seconds = (durationMs / 1000).toFixed(1);
    log(`${mark} ${title}: ${steps - failures.length}/${steps}, ${seconds} s`);
    for (const { step, problem } of failures) {
      log(`  ${step}\n${problem.replace(/^/gm, '    ')}`);
    }
  }

  /** What failed beside the commands, whatever the clients saw of it: a controller, a handler, a callback of a library. */
  addError(error: unknown, subject: string): void {
    this.#failed += 1;
    const text = error instanceof Error ? error.stack : String(error);
    this.#options.log(`✗ ${subject}: ${text}`);
  }

  summary(): string {
    return `${this.#passed} passed, ${this.#failed} failed, ${
      this.#skipped
    } skipped`;
  }

  #addMissing(title: string, client: string): void {
    const { isMissingAFailure, log } = this.#options;
    const reason = `no ${client}: it is installed from npm, for linux-x64 only`;
    if (isMissingAFailure) this.#failed += 1;
    else this.#skipped += 1;
    log(`${isMissingAFailure ? '✗' : '–'} ${title}: ${reason}`);
  }
}

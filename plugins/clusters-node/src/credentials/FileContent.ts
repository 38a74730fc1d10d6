import { readFile, stat } from 'node:fs/promises';

/** The content of a file, read again only when its modification time, size or inode changed. */
export class FileContent {
  readonly #file: string;
  #version?: string;
  #content?: Promise<string>;

  constructor(file: string) {
    this.#file = file;
  }

  /** Rejects as `readFile` does. */
  async read(): Promise<string> {
    const { mtimeMs, size, ino } = await stat(this.#file);
    const version = `${mtimeMs}|${size}|${ino}`;
    if (this.#content === undefined || this.#version !== version) {
      this.#version = version;
      this.#content = readFile(this.#file, 'utf8');
      // A failed read is not kept; whoever awaits it reports it.
      this.#content.catch(() => this.forget());
    }
    return this.#content;
  }

  /** The next read goes to the file. */
  forget(): void {
    this.#content = undefined;
  }
}

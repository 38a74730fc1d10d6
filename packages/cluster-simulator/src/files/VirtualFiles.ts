import { posix } from 'node:path';
import { FileError } from './FileError';

export interface VirtualFile {
  readonly kind: 'file';
  readonly mode: number;
  readonly modifiedAtMs: number;
  /** A function for what changes by itself, as below `/proc`. */
  readonly content: Buffer | (() => Buffer);
  readonly isReadOnly?: boolean;
}

export interface VirtualFolder {
  readonly kind: 'folder';
  readonly mode: number;
  readonly modifiedAtMs: number;
  readonly isReadOnly?: boolean;
}

export type FileNode = VirtualFile | VirtualFolder;

export interface VirtualFilesOptions {
  readonly nowMs: () => number;
  /** What may be written, altogether. */
  readonly capacityBytes?: number;
}

const DEFAULT_CAPACITY_BYTES = 32 * 1_048_576;
const MAX_NODES = 20_000;

/**
 * The files of one container, in memory. Paths are absolute and normalized by `resolve`; every failure is a `FileError`.
 * Folders of a file that is put come by themselves.
 */
export class VirtualFiles {
  readonly #nodes = new Map<string, FileNode>();
  readonly #nowMs: () => number;
  readonly #capacityBytes: number;
  #usedBytes = 0;

  constructor({ nowMs, capacityBytes }: VirtualFilesOptions) {
    this.#nowMs = nowMs;
    this.#capacityBytes = capacityBytes ?? DEFAULT_CAPACITY_BYTES;
    this.#nodes.set('/', this.#folder());
  }

  /** Lays down a file of the image or of a mount, as it is, whatever its size. */
  place(path: string, file: Omit<VirtualFile, 'kind' | 'modifiedAtMs'>): void {
    this.placeFolder(posix.dirname(path), file.isReadOnly);
    const node: VirtualFile = {
      kind: 'file',
      modifiedAtMs: this.#nowMs(),
      ...file,
    };
    this.#usedBytes += sizeOf(node) - sizeOf(this.#nodes.get(path));
    this.#nodes.set(path, node);
  }

  placeFolder(path: string, isReadOnly = false): void {
    if (this.#nodes.has(path)) return;
    this.placeFolder(posix.dirname(path));
    this.#nodes.set(path, { ...this.#folder(), isReadOnly });
  }

  find(path: string): FileNode | undefined {
    return this.#nodes.get(path);
  }

  get(path: string): FileNode {
    const node = this.#nodes.get(path);
    if (node) return node;
    const parent = this.#nodes.get(posix.dirname(path));
    throw new FileError(parent?.kind === 'file' ? 'ENOTDIR' : 'ENOENT', path);
  }

  /** Names in a folder, sorted. */
  list(path: string): readonly string[] {
    if (this.get(path).kind === 'file') throw new FileError('ENOTDIR', path);
    const prefix = path === '/' ? '/' : `${path}/`;
    const names: string[] = [];
    for (const each of this.#nodes.keys()) {
      const name = each.slice(prefix.length);
      if (name && each.startsWith(prefix) && !name.includes('/'))
        names.push(name);
    }
    return names.sort();
  }

  read(path: string): Buffer {
    const node = this.get(path);
    if (node.kind === 'folder') throw new FileError('EISDIR', path);
    return contentOf(node);
  }

  /** Makes or replaces a file. */
  write(path: string, content: Buffer, mode?: number): void {
    const before = this.#nodes.get(path);
    if (before?.kind === 'folder') throw new FileError('EISDIR', path);
    this.#requireWritable(path);
    this.#account(content.length - sizeOf(before), path);
    this.#nodes.set(path, {
      kind: 'file',
      mode: mode ?? before?.mode ?? 0o644,
      modifiedAtMs: this.#nowMs(),
      content: Buffer.from(content),
    });
  }

  makeFolder(path: string): void {
    if (this.#nodes.has(path)) throw new FileError('EEXIST', path);
    this.#requireWritable(path);
    this.#account(0, path);
    this.#nodes.set(path, this.#folder());
  }

  /** Sets mode or time of what is there. */
  touch(path: string, change: { readonly mode?: number } = {}): void {
    const node = this.get(path);
    this.#requireWritable(path);
    this.#nodes.set(path, {
      ...node,
      ...(change.mode === undefined
        ? { modifiedAtMs: this.#nowMs() }
        : { mode: change.mode }),
    });
  }

  /** Removes a file or an empty folder. */
  remove(path: string): void {
    const node = this.get(path);
    this.#requireWritable(path);
    if (node.kind === 'folder' && this.list(path).length > 0)
      throw new FileError('ENOTEMPTY', path);
    this.#nodes.delete(path);
    this.#usedBytes -= sizeOf(node);
  }

  /** Moves a file over whatever file is there, or a folder with all that is in it. */
  rename(from: string, to: string): void {
    const node = this.get(from);
    this.#requireWritable(from);
    this.#requireWritable(to);
    if (this.#nodes.get(to)?.kind === 'folder')
      throw new FileError('EEXIST', to);
    const moved = [...this.#nodes].filter(
      ([path]) => path === from || path.startsWith(`${from}/`),
    );
    for (const [path] of moved) this.#nodes.delete(path);
    this.#usedBytes -= sizeOf(this.#nodes.get(to));
    for (const [path, each] of moved)
      this.#nodes.set(to + path.slice(from.length), each);
    this.#nodes.set(to, node);
  }

  #requireWritable(path: string): void {
    if (this.#nodes.get(path)?.isReadOnly) throw new FileError('EROFS', path);
    const parent = this.get(posix.dirname(path));
    if (parent.kind === 'file') throw new FileError('ENOTDIR', path);
    if (parent.isReadOnly) throw new FileError('EROFS', path);
  }

  #account(byteCount: number, path: string): void {
    if (
      this.#usedBytes + byteCount > this.#capacityBytes ||
      this.#nodes.size >= MAX_NODES
    )
      throw new FileError('ENOSPC', path);
    this.#usedBytes += byteCount;
  }

  #folder(): VirtualFolder {
    return { kind: 'folder', mode: 0o755, modifiedAtMs: this.#nowMs() };
  }
}

export function contentOf(file: VirtualFile): Buffer {
  return typeof file.content === 'function' ? file.content() : file.content;
}

/** Bytes that count against the capacity: not those that are made when they are read. */
function sizeOf(node: FileNode | undefined): number {
  return node?.kind === 'file' && typeof node.content !== 'function'
    ? node.content.length
    : 0;
}

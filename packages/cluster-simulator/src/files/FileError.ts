const TEXTS = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EROFS: 'Read-only file system',
  ENOSPC: 'No space left on device',
} as const;

export type FileErrorCode = keyof typeof TEXTS;

/** What a file operation failed with, worded as the C library does. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly path: string;

  constructor(code: FileErrorCode, path: string) {
    super(TEXTS[code]);
    this.name = 'FileError';
    this.code = code;
    this.path = path;
  }
}

/** What kind of failure it was; branch on this, never on the text. */
export type GitErrorCode =
  | 'git-missing'
  | 'git-failed'
  | 'repository-not-found'
  | 'revision-not-found'
  | 'path-not-found'
  | 'too-large';

/** Every failure that leaves the git folder. */
export class GitError extends Error {
  constructor(
    readonly code: GitErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GitError';
  }
}

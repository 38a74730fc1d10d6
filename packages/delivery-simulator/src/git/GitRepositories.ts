/** Who wrote a commit: `Jane Doe`, `jane@example.com`. */
export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
}

/** One commit as controllers and views show it. */
export interface GitCommit {
  readonly sha: string;
  readonly author: CommitAuthor;
  readonly dateMs: number;
  /** Whole, without the last line break. */
  readonly message: string;
  /** Paths that it added, changed or deleted. */
  readonly files: readonly string[];
}

/** Text of files by path; `undefined` deletes the file. */
export type FileChanges = Readonly<Record<string, string | undefined>>;

/** A branch that moved, by a push or by `commit`. */
export interface GitPush {
  readonly url: string;
  readonly branch: string;
  readonly sha: string;
}

/**
 * Git repositories as a delivery controller reads them, named by their clone URL (with or without `.git`).
 * - What is read of a commit never changes; files and lists are kept for the last commits that were asked for.
 * - Everything rejects with `GitError`, worded as git words it.
 * - A listener hears of a moved branch once, after the objects can be read.
 */
export interface GitRepositories {
  /** Whether that URL names one of these repositories. */
  has(url: string): boolean;
  /** The full id of the commit that a branch, tag, id, `HEAD`, or range of versions (`1.2.*`, `^1.0.0`) names. */
  resolve(url: string, revision: string): Promise<string>;
  /** The tag with the highest version in a range; undefined when none is in it. */
  matchTag(url: string, range: string): Promise<string | undefined>;
  /** Paths of all files of the commit, sorted. */
  listFiles(url: string, sha: string): Promise<readonly string[]>;
  /** Text of the files below `path` (`''` or `.` is everything), by their path below it. */
  readFiles(
    url: string,
    sha: string,
    path?: string,
  ): Promise<ReadonlyMap<string, string>>;
  describeCommit(url: string, sha: string): Promise<GitCommit>;
  /** Newest first: what `to` has and `from` has not, all of it without `from`; at most `limit` (100). */
  commitsBetween(
    url: string,
    from: string | undefined,
    to: string,
    limit?: number,
  ): Promise<readonly GitCommit[]>;
  subscribe(listener: (push: GitPush) => void): () => void;
}

/** What a commit by the program says. */
export interface CommitRequest {
  readonly message: string;
  readonly author: CommitAuthor;
  readonly files: FileChanges;
  /** Default: the repository's default branch. A new branch starts at the default branch. */
  readonly branch?: string;
}

/** Repositories that can also be written. */
export interface WritableGitRepositories extends GitRepositories {
  /** Adds a commit dated now and resolves with its id. */
  commit(url: string, request: CommitRequest): Promise<string>;
}

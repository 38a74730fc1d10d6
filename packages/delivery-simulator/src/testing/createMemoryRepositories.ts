import { GitError } from '../git/GitError';
import type {
  CommitRequest,
  FileChanges,
  GitCommit,
  GitPush,
  WritableGitRepositories,
} from '../git/GitRepositories';
import { matchVersion } from '../git/matchVersion';

interface StoredCommit extends GitCommit {
  readonly parent?: string;
  readonly tree: ReadonlyMap<string, string>;
}

interface StoredRepository {
  readonly commits: Map<string, StoredCommit>;
  readonly refs: Map<string, string>;
}

/** Repositories without git: every promise is settled at once, so tests in virtual time see what follows. */
export interface MemoryRepositories extends WritableGitRepositories {
  /** Commits to `main` (or `branch`) and names the commit. */
  push(
    url: string,
    files: FileChanges,
    request?: Partial<CommitRequest>,
  ): Promise<string>;
  tag(url: string, name: string, sha: string): void;
}

const AUTHOR = { name: 'Jane Doe', email: 'jane@example.com' };

/** Repositories that exist by their URL; commits are dated `nowMs()`. */
export function createMemoryRepositories(
  urls: readonly string[],
  nowMs: () => number = () => 0,
): MemoryRepositories {
  const stored = new Map<string, StoredRepository>(
    urls.map(url => [bare(url), { commits: new Map(), refs: new Map() }]),
  );
  const listeners = new Set<(push: GitPush) => void>();
  let count = 0;

  const find = (url: string): StoredRepository => {
    const found = stored.get(bare(url));
    if (found) return found;
    throw new GitError('repository-not-found', `repository not found: ${url}`);
  };
  const commitOf = (url: string, sha: string): StoredCommit => {
    const found = find(url).commits.get(sha);
    if (found) return found;
    throw new GitError(
      'revision-not-found',
      `unable to resolve '${sha}' to a commit SHA`,
    );
  };
  const ancestorsOf = (
    url: string,
    sha: string | undefined,
  ): StoredCommit[] => {
    const found: StoredCommit[] = [];
    for (let next = sha; next; next = found[found.length - 1].parent) {
      found.push(commitOf(url, next));
    }
    return found;
  };
  const describe = ({
    sha,
    author,
    dateMs,
    message,
    files,
  }: StoredCommit): GitCommit => ({
    sha,
    author,
    dateMs,
    message,
    files,
  });

  const repositories: MemoryRepositories = {
    has: url => stored.has(bare(url)),
    resolve: async (url, revision) => {
      const { refs, commits } = find(url);
      const plain = revision.replace(/^refs\/(heads|tags)\//, '');
      const name = plain === '' || plain === 'HEAD' ? 'main' : plain;
      const sha = refs.get(name) ?? (commits.has(name) ? name : undefined);
      return sha ?? commitOf(url, revision).sha;
    },
    matchTag: async (url, range) =>
      matchVersion(range, [...find(url).refs.keys()]),
    listFiles: async (url, sha) => [...commitOf(url, sha).tree.keys()].sort(),
    readFiles: async (url, sha, path = '') => {
      const plain = path.replace(/^\.?\/*/, '').replace(/\/$/, '');
      const prefix = plain === '' ? '' : `${plain}/`;
      const found = [...commitOf(url, sha).tree].filter(([file]) =>
        file.startsWith(prefix),
      );
      if (found.length === 0 && prefix) {
        throw new GitError(
          'path-not-found',
          `${plain}: app path does not exist`,
        );
      }
      return new Map(
        found.map(([file, text]) => [file.slice(prefix.length), text]),
      );
    },
    describeCommit: async (url, sha) => describe(commitOf(url, sha)),
    commitsBetween: async (url, from, to, limit = 100) => {
      const known = new Set(ancestorsOf(url, from).map(each => each.sha));
      return ancestorsOf(url, to)
        .filter(each => !known.has(each.sha))
        .slice(0, limit)
        .map(describe);
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    commit: async (url, { message, author, files, branch = 'main' }) => {
      const repository = find(url);
      const parent = repository.refs.get(branch) ?? repository.refs.get('main');
      const next = new Map(parent ? commitOf(url, parent).tree : []);
      for (const [path, text] of Object.entries(files)) {
        if (text === undefined) next.delete(path);
        else next.set(path, text);
      }
      const sha = (++count).toString(16).padStart(40, 'c');
      repository.commits.set(sha, {
        sha,
        author,
        dateMs: nowMs(),
        message,
        parent,
        files: Object.keys(files).sort(),
        tree: next,
      });
      repository.refs.set(branch, sha);
      for (const listener of listeners) listener({ url, branch, sha });
      return sha;
    },
    push: (url, files, request = {}) =>
      repositories.commit(url, {
        message: 'Change',
        author: AUTHOR,
        ...request,
        files,
      }),
    tag: (url, name, sha) => {
      find(url).refs.set(name, sha);
    },
  };
  return repositories;
}

function bare(url: string): string {
  return url.replace(/\/$/, '').replace(/\.git$/, '');
}

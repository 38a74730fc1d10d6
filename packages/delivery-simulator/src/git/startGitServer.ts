import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitHandler } from './createGitHandler';
import { createLimiter } from './createLimiter';
import { GitError } from './GitError';
import type { GitPush, WritableGitRepositories } from './GitRepositories';
import { openRepository, type Repository } from './openRepository';
import { runGit } from './runGit';
import type { SeedCommit } from './toFastImport';

/** A repository and its past. */
export interface RepositorySeed {
  /** As in its URL: `shop/deploy`. */
  readonly name: string;
  /** Default: `main`. */
  readonly defaultBranch?: string;
  /** Oldest first. */
  readonly commits: readonly SeedCommit[];
}

/** What the server is made of. */
export interface GitServerOptions {
  readonly repositories: readonly RepositorySeed[];
  /** The time of commits made by the program. */
  readonly nowMs: () => number;
  /** Default: any free port. */
  readonly port?: number;
  readonly reportError: (error: unknown) => void;
}

/** A running server; `stop` ends its processes and removes its folder. */
export interface GitServer {
  readonly repositories: WritableGitRepositories;
  readonly port: number;
  /** `http://127.0.0.1:PORT/shop/deploy.git`. */
  urlOf(name: string): string;
  stop(): Promise<void>;
}

const MAX_READERS = 4;
const HOST = '127.0.0.1';

/**
 * Makes bare repositories in a temporary folder and serves them on loopback: real clients can clone, fetch and push.
 *
 * @throws GitError `git-missing` where there is no git binary; nothing is left behind then.
 */
export async function startGitServer(
  options: GitServerOptions,
): Promise<GitServer> {
  const root = await mkdtemp(join(tmpdir(), 'orrery-git-'));
  const abort = new AbortController();
  const limit = createLimiter(MAX_READERS);
  const run: typeof runGit = request =>
    limit(() => runGit({ ...request, signal: abort.signal }));
  const byName = new Map<string, Repository>();
  const listeners = new Set<(push: GitPush) => void>();

  let port = 0;
  const urlOf = (name: string) => `http://${HOST}:${port}/${name}.git`;
  const announce = async (name: string) => {
    const moved = (await byName.get(name)?.refreshRefs()) ?? [];
    for (const { branch, sha } of moved) {
      for (const listener of listeners) {
        listener({ url: urlOf(name), branch, sha });
      }
    }
  };
  const server = createServer(
    createGitHandler({
      folderOf: name => byName.get(name)?.folder,
      onPush: name => {
        announce(name).catch(error => {
          if (!abort.signal.aborted) options.reportError(error);
        });
      },
      reportError: options.reportError,
    }),
  );
  const stop = async () => {
    abort.abort();
    listeners.clear();
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  };
  const nameOf = (url: string): string | undefined => {
    const prefix = `http://${HOST}:${port}/`;
    const plain = url
      .trim()
      .replace(/\/$/, '')
      .replace(/\.git$/, '');
    const name = plain.startsWith(prefix) ? plain.slice(prefix.length) : '';
    return byName.has(name) ? name : undefined;
  };
  const find = (url: string): Repository => {
    const found = byName.get(nameOf(url) ?? '');
    if (found) return found;
    throw new GitError('repository-not-found', `repository not found: ${url}`);
  };

  try {
    for (const [index, seed] of options.repositories.entries()) {
      const repository = await openRepository(
        join(root, `${index}.git`),
        seed.defaultBranch ?? 'main',
        run,
      );
      if (seed.commits.length > 0) {
        await repository.write(repository.defaultBranch, seed.commits);
      }
      await repository.refreshRefs();
      byName.set(seed.name, repository);
    }
    port = await listen(server, options.port ?? 0);
  } catch (error) {
    await stop();
    throw error;
  }

  const repositories: WritableGitRepositories = {
    has: url => nameOf(url) !== undefined,
    resolve: async (url, revision) => find(url).resolve(revision.trim()),
    matchTag: async (url, range) => find(url).matchTag(range.trim()),
    listFiles: async (url, sha) => find(url).listFiles(sha),
    readFiles: async (url, sha, path = '') =>
      find(url).readFiles(sha, normalised(path)),
    describeCommit: async (url, sha) => {
      const [commit] = await find(url).log([sha], 1);
      return commit;
    },
    commitsBetween: async (url, from, to, max = 100) =>
      find(url).log(from ? [to, `^${from}`] : [to], max),
    subscribe: listener => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    commit: async (url, { branch, ...commit }) => {
      const repository = find(url);
      const sha = await repository.write(branch ?? repository.defaultBranch, [
        { ...commit, dateMs: options.nowMs() },
      ]);
      await announce(nameOf(url) ?? '');
      return sha;
    },
  };
  return { repositories, port, urlOf, stop };
}

function listen(
  server: ReturnType<typeof createServer>,
  port: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function normalised(path: string): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}

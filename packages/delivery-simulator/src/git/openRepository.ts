import { mkdir } from 'node:fs/promises';
import { createCostCache } from './createCostCache';
import { GitError } from './GitError';
import type { GitCommit } from './GitRepositories';
import { isVersionRange, matchVersion } from './matchVersion';
import { runGit } from './runGit';
import { toFastImport, type SeedCommit } from './toFastImport';

/** One bare repository on disk. Reads of a commit are kept; refs are read again by `refreshRefs`. */
export interface Repository {
  readonly folder: string;
  readonly defaultBranch: string;
  /** Runs one after the other, so that two commits never race for a branch. */
  write(branch: string, commits: readonly SeedCommit[]): Promise<string>;
  /** Reads the branches and tags again; resolves with the branches that moved. */
  refreshRefs(): Promise<readonly { branch: string; sha: string }[]>;
  resolve(revision: string): Promise<string>;
  matchTag(range: string): string | undefined;
  listFiles(sha: string): Promise<readonly string[]>;
  readFiles(sha: string, path: string): Promise<ReadonlyMap<string, string>>;
  log(range: readonly string[], limit: number): Promise<readonly GitCommit[]>;
}

const MAX_CACHED_PATHS = 50_000;
const MAX_CACHED_CHARACTERS = 16_000_000;

/** Makes an empty bare repository in `folder`. */
export async function openRepository(
  folder: string,
  defaultBranch: string,
  run: typeof runGit,
): Promise<Repository> {
  await mkdir(folder, { recursive: true });
  const git = (args: readonly string[], input?: Buffer | string) =>
    run({ folder, arguments: args, input });
  await git(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`]);
  const trees = createCostCache<ReadonlyMap<string, string>>(
    MAX_CACHED_PATHS,
    tree => tree.size + 1,
  );
  const blobs = createCostCache<string>(
    MAX_CACHED_CHARACTERS,
    text => text.length + 64,
  );
  let refs: ReadonlyMap<string, string> = new Map();
  const written = new Set<string>();
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function treeOf(sha: string): Promise<ReadonlyMap<string, string>> {
    const known = trees.get(sha);
    if (known) return known;
    const listed = await git(['ls-tree', '-r', '-z', '--end-of-options', sha]);
    const tree = new Map(
      listed
        .toString('utf8')
        .split('\0')
        .flatMap((entry): [string, string][] => {
          const match = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(entry);
          return match ? [[match[2], match[1]]] : [];
        }),
    );
    trees.set(sha, tree);
    return tree;
  }

  async function textsOf(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    const missing = new Set<string>();
    for (const id of ids) {
      const known = blobs.get(id);
      if (known === undefined) missing.add(id);
      else texts.set(id, known);
    }
    if (missing.size === 0) return texts;
    const output = await git(
      ['cat-file', '--batch'],
      `${[...missing].join('\n')}\n`,
    );
    for (const [id, text] of parseBatch(output)) {
      texts.set(id, text);
      blobs.set(id, text);
    }
    return texts;
  }

  async function refreshRefs() {
    const output = await git([
      'for-each-ref',
      '--format=%(refname) %(objectname) %(*objectname)',
    ]);
    const before = refs;
    refs = parseRefs(output.toString('utf8'));
    return [...refs].flatMap(([name, sha]) =>
      name.startsWith('refs/heads/') && before.get(name) !== sha
        ? [{ branch: name.slice('refs/heads/'.length), sha }]
        : [],
    );
  }

  async function commit(branch: string, commits: readonly SeedCommit[]) {
    if (!isBranchName(branch)) {
      throw new GitError('git-failed', `"${branch}" is not a branch name`);
    }
    const isKnown = (name: string) =>
      written.has(name) || refs.has(`refs/heads/${name}`);
    const start = [branch, defaultBranch].find(isKnown);
    const parent = start && `refs/heads/${start}^0`;
    const stream = toFastImport(branch, commits, parent);
    await git(['fast-import', '--quiet', '--done'], stream);
    const sha = await git(['rev-parse', '--verify', `refs/heads/${branch}`]);
    written.add(branch);
    return sha.toString('utf8').trim();
  }

  return {
    folder,
    defaultBranch,
    refreshRefs,
    write: (branch, commits) => {
      const done = lastWrite.then(() => commit(branch, commits));
      // The caller hears of a failure; the next write does not depend on it.
      lastWrite = done.catch(() => undefined);
      return done;
    },
    resolve: async revision => {
      const named = revisionIn(refs, revision || 'HEAD', defaultBranch);
      if (named) return named;
      if (/^[0-9a-f]{7,40}$/.test(revision)) {
        try {
          const wanted = `${revision}^{commit}`;
          const sha = await git(['rev-parse', '--verify', '--quiet', wanted]);
          return sha.toString('utf8').trim();
        } catch (error) {
          throw unknownRevision(revision, error);
        }
      }
      throw unknownRevision(revision);
    },
    matchTag: range => matchVersion(range, tagsIn(refs)),
    listFiles: async sha => [...(await treeOf(sha)).keys()].sort(),
    readFiles: async (sha, path) => {
      const prefix = path ? `${path}/` : '';
      const found = [...(await treeOf(sha))].filter(([file]) =>
        file.startsWith(prefix),
      );
      if (found.length === 0 && path) {
        throw new GitError(
          'path-not-found',
          `${path}: app path does not exist`,
        );
      }
      const texts = await textsOf(found.map(([, id]) => id));
      return new Map(
        found.map(([file, id]) => [
          file.slice(prefix.length),
          texts.get(id) ?? '',
        ]),
      );
    },
    log: async (range, limit) => {
      const output = await git([
        'log',
        '-z',
        '--name-only',
        '--root',
        `--max-count=${limit}`,
        '--format=%x01%H%n%an%n%ae%n%at%n%B%x02',
        '--end-of-options',
        ...range,
      ]);
      return parseLog(output.toString('utf8'));
    },
  };
}

function revisionIn(
  refs: ReadonlyMap<string, string>,
  revision: string,
  defaultBranch: string,
): string | undefined {
  if (revision === 'HEAD') return refs.get(`refs/heads/${defaultBranch}`);
  const named =
    refs.get(`refs/heads/${revision}`) ??
    refs.get(`refs/tags/${revision}`) ??
    refs.get(revision);
  if (named || !isVersionRange(revision)) return named;
  const tag = matchVersion(revision, tagsIn(refs));
  return tag && refs.get(`refs/tags/${tag}`);
}

function tagsIn(refs: ReadonlyMap<string, string>): readonly string[] {
  return [...refs.keys()]
    .filter(name => name.startsWith('refs/tags/'))
    .map(name => name.slice('refs/tags/'.length));
}

function unknownRevision(revision: string, cause?: unknown): GitError {
  return new GitError(
    'revision-not-found',
    `unable to resolve '${revision}' to a commit SHA`,
    { cause },
  );
}

function isBranchName(branch: string): boolean {
  return (
    /^[A-Za-z0-9][\w./-]*$/.test(branch) &&
    !/\.\.|\/\/|\.lock$|[./]$/.test(branch)
  );
}

function parseRefs(output: string): ReadonlyMap<string, string> {
  return new Map(
    output
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [name, id, commit] = line.split(' ');
        return [name, commit || id];
      }),
  );
}

/** `<id> blob <size>\n<bytes>\n`, repeated. */
function parseBatch(output: Buffer): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  let position = 0;
  while (position < output.length) {
    const end = output.indexOf(10, position);
    const [id, , size] = output.toString('utf8', position, end).split(' ');
    const from = end + 1;
    const to = from + Number(size);
    found.push([id, output.toString('utf8', from, to)]);
    position = to + 1;
  }
  return found;
}

/** Per commit `\x01` fields `\x02` and the names of its files, each ended by a zero byte. */
function parseLog(output: string): readonly GitCommit[] {
  return output
    .split('\x01')
    .slice(1)
    .map(entry => {
      const [fields, names] = entry.split('\x02');
      const [sha, name, email, seconds, ...message] = fields.split('\n');
      return {
        sha,
        author: { name, email },
        dateMs: Number(seconds) * 1000,
        message: message.join('\n').trimEnd(),
        files: names
          .split('\0')
          .map(file => file.replace(/^\n/, ''))
          .filter(file => file !== ''),
      };
    });
}

import type { CommitAuthor, FileChanges } from './GitRepositories';

/** A commit to be written. */
export interface SeedCommit {
  readonly message: string;
  readonly author: CommitAuthor;
  readonly dateMs: number;
  readonly files: FileChanges;
  /** A tag that the commit gets: `v1.4.0`. */
  readonly tag?: string;
}

/**
 * Commits of one branch, oldest first, as a stream for `git fast-import`. The first one stands on `parent` (a revision)
 * where there is one. What a person could write into a name or path cannot end a line.
 */
export function toFastImport(
  branch: string,
  commits: readonly SeedCommit[],
  parent?: string,
): Buffer {
  const parts: Buffer[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const data = (text: string) => {
    const bytes = Buffer.from(text);
    line(`data ${bytes.length}`);
    parts.push(bytes, Buffer.from('\n'));
  };
  commits.forEach((commit, index) => {
    const { author, dateMs } = commit;
    const who = `${plain(author.name)} <${plain(author.email)}> ${Math.floor(
      dateMs / 1000,
    )} +0000`;
    line(`commit refs/heads/${branch}`);
    line(`mark :${index + 1}`);
    line(`author ${who}`);
    line(`committer ${who}`);
    data(`${commit.message.trimEnd()}\n`);
    if (index > 0) line(`from :${index}`);
    else if (parent) line(`from ${parent}`);
    for (const [path, text] of Object.entries(commit.files)) {
      if (text === undefined) {
        line(`D ${quoted(path)}`);
      } else {
        line(`M 100644 inline ${quoted(path)}`);
        data(text);
      }
    }
    line('');
  });
  commits.forEach((commit, index) => {
    if (!commit.tag) return;
    line(`reset refs/tags/${plain(commit.tag)}`);
    line(`from :${index + 1}`);
    line('');
  });
  line('done');
  return Buffer.concat(parts);
}

function plain(text: string): string {
  return text.replace(/[\r\n<>\0]/g, '');
}

function quoted(path: string): string {
  const escaped = path
    .replace(/[\\"]/g, character => `\\${character}`)
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

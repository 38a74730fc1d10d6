import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GitPush } from './GitRepositories';
import { startGitServer, type GitServer } from './startGitServer';

const JANE = { name: 'Jane Doe', email: 'jane@example.com' };
const AT_MS = Date.UTC(2026, 2, 2, 10);
const run = promisify(execFile);

describe('startGitServer()', () => {
  let server: GitServer;
  let url: string;
  let work: string;

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'orrery-git-test-'));
    server = await startGitServer({
      nowMs: () => AT_MS,
      reportError: error => {
        throw error;
      },
      repositories: [
        {
          name: 'shop/deploy',
          commits: [
            {
              message: 'First',
              author: JANE,
              dateMs: AT_MS - 3_600_000,
              tag: 'v1.0.0',
              files: {
                'web/a.yaml': 'a: 1\n',
                'web/ü "b".yaml': 'b: ü\n',
                'c.txt': 'c',
              },
            },
            {
              message: 'Second\n\nwith a body',
              author: { name: 'Evil <x>\nname', email: 'e@x' },
              dateMs: AT_MS - 1_800_000,
              tag: 'v1.2.0',
              files: { 'web/a.yaml': 'a: 2\n', 'c.txt': undefined },
            },
          ],
        },
        { name: 'empty', commits: [] },
      ],
    });
    url = server.urlOf('shop/deploy');
  });
  afterEach(async () => {
    await server.stop();
    await rm(work, { recursive: true, force: true });
  });

  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, {
      cwd: work,
      env: { PATH: process.env.PATH, HOME: work, GIT_CONFIG_NOSYSTEM: '1' },
    });
    return stdout;
  };

  it('reads files of a commit, whatever their names', async () => {
    const head = await server.repositories.resolve(url, 'HEAD');
    expect(await server.repositories.listFiles(url, head)).toEqual([
      'web/a.yaml',
      'web/ü "b".yaml',
    ]);
    expect([
      ...(await server.repositories.readFiles(url, head, './web/')),
    ]).toEqual([
      ['a.yaml', 'a: 2\n'],
      ['ü "b".yaml', 'b: ü\n'],
    ]);
    await expect(
      server.repositories.readFiles(url, head, 'nope'),
    ).rejects.toThrow('nope: app path does not exist');
  });

  it('resolves branches, tags, ids and ranges of versions', async () => {
    const { resolve } = server.repositories;
    const head = await resolve(url, '');
    expect(await resolve(url, 'main')).toBe(head);
    expect(await resolve(url, head.slice(0, 8))).toBe(head);
    expect(await resolve(url, '^1.0.0')).toBe(head);
    expect(await resolve(url, '1.0.*')).toBe(await resolve(url, 'v1.0.0'));
    expect(await resolve(url, 'v1.0.0')).not.toBe(head);
    for (const revision of ['gone', '--help', '0000000', '>=2']) {
      await expect(resolve(url, revision)).rejects.toMatchObject({
        code: 'revision-not-found',
      });
    }
    await expect(resolve('http://127.0.0.1:1/x', 'main')).rejects.toMatchObject(
      {
        code: 'repository-not-found',
      },
    );
    await expect(resolve(server.urlOf('empty'), 'HEAD')).rejects.toThrow(
      'unable to resolve',
    );
  });

  it('tells who committed what and when', async () => {
    const [from, to] = await Promise.all(
      ['v1.0.0', 'main'].map(name => server.repositories.resolve(url, name)),
    );
    expect(await server.repositories.commitsBetween(url, from, to)).toEqual([
      {
        sha: to,
        author: { name: 'Evil xname', email: 'e@x' },
        dateMs: AT_MS - 1_800_000,
        message: 'Second\n\nwith a body',
        files: ['c.txt', 'web/a.yaml'],
      },
    ]);
    expect(
      (await server.repositories.commitsBetween(url, undefined, to)).length,
    ).toBe(2);
    expect(await server.repositories.describeCommit(url, from)).toMatchObject({
      author: JANE,
      message: 'First',
      files: ['c.txt', 'web/a.yaml', 'web/ü "b".yaml'],
    });
  });

  it('commits in virtual time, one after the other, and says so', async () => {
    const pushes: GitPush[] = [];
    server.repositories.subscribe(push => pushes.push(push));
    const shas = await Promise.all(
      ['one', 'two'].map(message =>
        server.repositories.commit(url, {
          message,
          author: JANE,
          files: { [message]: message },
        }),
      ),
    );
    const log = await server.repositories.commitsBetween(
      url,
      undefined,
      shas[1],
    );
    expect(log.slice(0, 2).map(each => [each.message, each.dateMs])).toEqual([
      ['two', AT_MS],
      ['one', AT_MS],
    ]);
    expect(pushes.at(-1)).toEqual({ url, branch: 'main', sha: shas[1] });
    await expect(
      server.repositories.commit(url, {
        message: 'x',
        author: JANE,
        files: {},
        branch: '../x',
      }),
    ).rejects.toThrow('not a branch name');
  });

  it('serves clones without history and without blobs', async () => {
    await git('clone', '--quiet', '--depth=1', url, 'shallow');
    expect(await git('-C', 'shallow', 'rev-list', '--count', 'HEAD')).toBe(
      '1\n',
    );
    const blobless = ['--filter=blob:none', '--no-checkout'];
    await git('clone', '--quiet', ...blobless, url, 'partial');
    const missing = await git(
      '-C',
      'partial',
      'rev-list',
      '--objects',
      '--missing=print',
      'HEAD',
    );
    expect(missing).toMatch(/^\?[0-9a-f]{40}$/m);
  });

  it('lets a real git clone, fetch and push, and hears of the push', async () => {
    await git('clone', '--quiet', url, 'copy');
    expect(await readFile(join(work, 'copy/web/a.yaml'), 'utf8')).toBe(
      'a: 2\n',
    );
    await writeFile(join(work, 'copy/web/a.yaml'), 'a: 3\n');
    await git(
      '-C',
      'copy',
      '-c',
      'user.name=J',
      '-c',
      'user.email=j@x',
      'commit',
      '-qam',
      'Third',
    );
    const heard = new Promise<GitPush>(resolve => {
      server.repositories.subscribe(resolve);
    });
    await git('-C', 'copy', 'push', '--quiet', 'origin', 'main');
    const push = await heard;
    expect((await git('-C', 'copy', 'rev-parse', 'HEAD')).trim()).toBe(
      push.sha,
    );
    expect(
      (await server.repositories.readFiles(url, push.sha, 'web')).get('a.yaml'),
    ).toBe('a: 3\n');
    await server.repositories.commit(url, {
      message: 'Fourth',
      author: JANE,
      files: { x: 'y' },
    });
    await git('-C', 'copy', 'pull', '--quiet');
    expect(await git('-C', 'copy', 'log', '-1', '--format=%s')).toBe(
      'Fourth\n',
    );
  });

  it('answers nothing else', async () => {
    const base = url.replace('shop/deploy.git', '');
    const statusOf = async (path: string, init?: RequestInit) =>
      (await fetch(base + path, init)).status;
    expect(await statusOf('nope.git/info/refs?service=git-upload-pack')).toBe(
      404,
    );
    expect(await statusOf('shop/deploy.git/info/refs')).toBe(403);
    expect(await statusOf('shop/deploy.git/info/refs?service=git-shell')).toBe(
      403,
    );
    expect(await statusOf('shop/deploy.git/config')).toBe(404);
    expect(await statusOf('shop/deploy.git/git-upload-pack')).toBe(405);
    expect(await statusOf('%2e%2e/%ff/info/refs')).toBe(404);
  });

  it('removes its folder when it stops', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = work;
    const other = await startGitServer({
      nowMs: () => AT_MS,
      reportError: () => undefined,
      repositories: [{ name: 'a', commits: [] }],
    });
    await other.stop();
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    const { stdout } = await run('ls', [work]);
    expect(stdout.trim()).toBe('');
    expect(existsSync(work)).toBe(true);
  });

  it('names git where it is missing', async () => {
    const path = process.env.PATH;
    process.env.PATH = work;
    const starting = startGitServer({
      nowMs: () => AT_MS,
      reportError: () => undefined,
      repositories: [{ name: 'a', commits: [] }],
    });
    await expect(starting).rejects.toMatchObject({
      code: 'git-missing',
      message: expect.stringContaining('git was not found on PATH'),
    });
    process.env.PATH = path;
  });
});

import { createMemoryRepositories } from './createMemoryRepositories';

const URL = 'https://git.test/shop';

describe('createMemoryRepositories()', () => {
  it('keeps every commit and moves branches', async () => {
    const repositories = createMemoryRepositories([URL]);
    const pushes: string[] = [];
    const stop = repositories.subscribe(push =>
      pushes.push(`${push.branch} ${push.sha}`),
    );
    const first = await repositories.push(`${URL}.git`, {
      'a/b.yaml': '1',
      c: '2',
    });
    const second = await repositories.push(URL, {
      'a/b.yaml': undefined,
      'a/d': '3',
    });
    stop();
    repositories.tag(URL, 'v1', first);
    await repositories.push(URL, { x: 'y' }, { branch: 'dev' });
    expect(pushes).toEqual([`main ${first}`, `main ${second}`]);
    expect(await repositories.resolve(URL, 'HEAD')).toBe(second);
    expect(await repositories.resolve(URL, 'v1')).toBe(first);
    expect([...(await repositories.readFiles(URL, second, './a/'))]).toEqual([
      ['d', '3'],
    ]);
    expect([...(await repositories.readFiles(URL, first, 'a'))]).toEqual([
      ['b.yaml', '1'],
    ]);
    expect(
      (await repositories.commitsBetween(URL, first, second)).map(
        each => each.sha,
      ),
    ).toEqual([second]);
    await expect(repositories.readFiles(URL, second, 'z')).rejects.toThrow(
      'app path does not exist',
    );
    await expect(repositories.resolve(URL, 'nope')).rejects.toThrow(
      "unable to resolve 'nope'",
    );
  });
});

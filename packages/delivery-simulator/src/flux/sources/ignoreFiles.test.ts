import { withoutIgnored } from './ignoreFiles';

function kept(paths: readonly string[], ignore?: string, own?: string) {
  const files = new Map(paths.map(path => [path, '']));
  if (own !== undefined) files.set('.sourceignore', own);
  return [...withoutIgnored(files, ignore).keys()];
}

describe('withoutIgnored()', () => {
  it("leaves out what Flux never packs, unless spec.ignore takes the rules' place", () => {
    const paths = ['a.yaml', 'logo.png', '.github/x.yaml', 'docs/b.gif'];
    expect(kept(paths)).toEqual(['a.yaml']);
    expect(kept(paths, '# nothing\n')).toEqual(paths);
  });

  it.each([
    ['/docs/', ['docs/a.md'], ['x/docs/a.md']],
    ['docs', ['docs/a.md', 'x/docs/b/c.md'], ['docs.md']],
    ['*.md', ['a.md', 'x/b.md'], ['a.mdx']],
    ['/apps/*/test', ['apps/a/test/x.yaml'], ['apps/a/b/test/x.yaml']],
    ['apps/**/test', ['apps/a/b/test/x.yaml', 'apps/test'], ['apps/testing']],
    ['a?c', ['abc', 'x/abc/y'], ['abbc']],
  ])('understands %s', (rule, ignored, others) => {
    expect(kept([...ignored, ...others], rule)).toEqual(others);
  });

  it('keeps what a later rule takes back', () => {
    expect(
      kept(['a.yaml', 'b.yaml', 'deploy/c.yaml'], '/*\n!/deploy/\n'),
    ).toEqual(['deploy/c.yaml']);
  });

  it('reads the rules of the repository itself', () => {
    expect(kept(['a.yaml', 'b.md'], undefined, '*.md')).toEqual(['a.yaml']);
  });
});

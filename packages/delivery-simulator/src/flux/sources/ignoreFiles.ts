/** What Flux never packs into an artifact. */
const defaults = [
  '.git/',
  '.gitignore',
  '.gitmodules',
  '.gitattributes',
  '*.jpg',
  '*.jpeg',
  '*.gif',
  '*.png',
  '*.wmv',
  '*.flv',
  '*.tar.gz',
  '*.zip',
  '.github/',
  '.circleci/',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '.goreleaser.yml',
  '.goreleaser.brew.yml',
  '.sops.yaml',
];

const wildcards = new Map([
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);

interface Rule {
  readonly isKept: boolean;
  readonly pattern: RegExp;
}

/**
 * The files that an artifact holds: without those that `.sourceignore` at the root or `spec.ignore` exclude, in the
 * language of `.gitignore`; `spec.ignore` takes the place of Flux's own exclusions. The last rule that matches decides.
 */
export function withoutIgnored(
  files: ReadonlyMap<string, string>,
  ignore: string | undefined,
): ReadonlyMap<string, string> {
  const own = files.get('.sourceignore');
  const rules = [
    ...(ignore === undefined ? defaults : []),
    ...linesOf(own),
    ...linesOf(ignore),
  ].map(toRule);
  return new Map(
    [...files].filter(
      ([path]) => path !== '.sourceignore' && !isIgnored(path, rules),
    ),
  );
}

function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

function isIgnored(path: string, rules: readonly Rule[]): boolean {
  return rules.findLast(each => each.pattern.test(path))?.isKept === false;
}

function toRule(line: string): Rule {
  const isKept = line.startsWith('!');
  const text = (isKept ? line.slice(1) : line).replace(/\/$/, '');
  const isAnchored = text.slice(0, -1).includes('/');
  const body = text
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, wildcard => wildcards.get(wildcard) ?? '');
  const start = isAnchored || text.startsWith('/') ? '^' : '(?:^|/)';
  return { isKept, pattern: new RegExp(`${start}${body}(?:/|$)`) };
}

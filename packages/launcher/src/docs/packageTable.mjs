import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { manifestsOf } from '../install/installStamp.mjs';
import { LauncherError } from '../LauncherError.mjs';

const start = '<!-- packages:start -->';
const end = '<!-- packages:end -->';

/**
 * The table of packages as the root README shows it, one row per workspace, from the manifests' descriptions.
 * @param {string} root
 * @returns {string} Markdown
 */
export function packageTable(root) {
  const rows = manifestsOf(root)
    .filter(file => file !== 'package.json')
    .map(file => {
      const { name, description } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      );
      if (!description)
        throw new LauncherError(
          `${file} needs a description, for the table in the README.`,
        );
      return `| [\`${dirname(file)}\`](${dirname(
        file,
      )}) | \`${name}\` | ${description} |`;
    });
  return [
    '| folder | package | what it is |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/**
 * The README with the table between its markers replaced.
 * @param {string} readme
 * @param {string} table
 * @returns {string}
 */
export function withPackageTable(readme, table) {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new LauncherError(
      `the README needs the lines ${start} and ${end}, in this order, around the package table.`,
    );
  }
  return `${readme.slice(0, from + start.length)}\n\n${table}\n\n${readme.slice(
    to,
  )}`;
}

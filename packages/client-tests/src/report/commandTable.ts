import { recordedGroups } from '../recorded/recordedGroups';
import type { RecordedGroup } from '../recorded/Recorded';
import { clientsOf, scopeOf } from '../running/scopeOf';

const START = '<!-- commands:start -->';
const END = '<!-- commands:end -->';

/** Every recorded command: a row a group, its commands in order. */
export function commandTable(
  groups: readonly RecordedGroup[] = recordedGroups,
): string {
  const rows = groups.map(group => {
    const commands = commandsOf(group);
    const cells = [
      `**${group.name}**<br>${group.about}<br>${clientsOf(group).join(', ')}`,
      commands.map(toCode).join('<br>'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const count = groups.flatMap(commandsOf).length;
  const runs = groups.reduce(
    (sum, group) => sum + commandsOf(group).length * clientsOf(group).length,
    0,
  );
  return [
    `${count} commands, ${runs} with each client that runs them.`,
    '',
    '| group | commands, in order |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}

/** The README with the table between its markers replaced. */
export function withCommandTable(readme: string, table: string): string {
  const from = readme.indexOf(START);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) {
    throw new RangeError(
      `the README needs the lines ${START} and ${END} around its table`,
    );
  }
  return `${readme.slice(0, from + START.length)}\n\n${table}\n\n${readme.slice(
    to,
  )}`;
}

/** What is done, as the newest client that does it is asked to. */
function commandsOf(group: RecordedGroup): readonly string[] {
  const client = clientsOf(group).at(-1) ?? 'client-node';
  const scope = {
    ...scopeOf(group, client, {
      node: 'NODE',
      chartsUrl: 'CHARTS',
      registryUrl: 'oci://REGISTRY',
    }),
    namespace: 'NAMESPACE',
  };
  switch (group.kind) {
    case 'commands':
      return group
        .steps(scope)
        .map(({ run, stdin, code }) =>
          [run, stdin && ' <<<…', code && ` → exit ${code}`]
            .filter(Boolean)
            .join(''),
        );
    case 'tools':
      return group
        .steps(scope)
        .map(({ tool, arguments: args }) =>
          args ? `${tool} ${JSON.stringify(args)}` : tool,
        );
    default:
      return group.steps.map(({ call }) => call);
  }
}

/** Code inside a cell of a table. */
function toCode(command: string): string {
  const text = command.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

import { AlertingError } from '../AlertingError';
import { parseRule } from './parseRule';
import { durationOf, recordOf, textOf } from './plainValues';
import type { Rule, RuleGroup } from './RuleGroup';

/** What stands around a file of rules. */
export interface RuleFileOptions {
  /** Its name, as the API tells it. */
  readonly file: string;
  /** The interval of groups that name none; 1 minute unless given, as is Prometheus's. */
  readonly defaultIntervalMs?: number;
}

const groupFields = ['name', 'interval', 'limit', 'rules'];

/**
 * Rule groups from the plain value of a rule file (its YAML is the caller's to read). Throws an AlertingError with code `rules` and
 * a line for each problem, worded as Prometheus 2.42 words them, without the positions in the text, which a value has not.
 */
export function parseRuleGroups(
  value: unknown,
  { file, defaultIntervalMs = 60_000 }: RuleFileOptions,
): readonly RuleGroup[] {
  const problems: string[] = [];
  const names = new Set<string>();
  const groups: RuleGroup[] = [];
  for (const entry of groupsOf(value, problems)) {
    const group = recordOf(entry, 'rulefmt.RuleGroup', groupFields, problems);
    const name = textOf(group.name);
    if (name === '') problems.push('Groupname must not be empty');
    else if (names.has(name)) {
      problems.push(
        `groupname: ${JSON.stringify(name)} is repeated in the same file`,
      );
    }
    names.add(name);
    groups.push({
      name,
      file,
      intervalMs: durationOf(group.interval, problems) || defaultIntervalMs,
      limit: typeof group.limit === 'number' ? group.limit : 0,
      rules: rulesOf(group.rules, name, problems),
    });
  }
  if (problems.length > 0) {
    throw new AlertingError('rules', problems.join('\n'));
  }
  return groups;
}

function groupsOf(value: unknown, problems: string[]): readonly unknown[] {
  if (value === undefined || value === null) return [];
  const file = recordOf(value, 'rulefmt.RuleGroups', ['groups'], problems);
  return listOf(file.groups, '[]rulefmt.RuleGroup', problems);
}

function rulesOf(
  value: unknown,
  group: string,
  problems: string[],
): readonly Rule[] {
  return listOf(value, '[]rulefmt.RuleNode', problems).flatMap(
    (entry, index) => {
      const parsed = parseRule(entry);
      problems.push(
        ...parsed.malformed,
        ...parsed.problems.map(
          problem =>
            `group ${JSON.stringify(group)}, rule ${
              index + 1
            }, ${JSON.stringify(parsed.name)}: ${problem}`,
        ),
      );
      return parsed.rule ?? [];
    },
  );
}

function listOf(
  value: unknown,
  type: string,
  problems: string[],
): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  problems.push(`cannot unmarshal ${JSON.stringify(value)} into ${type}`);
  return [];
}

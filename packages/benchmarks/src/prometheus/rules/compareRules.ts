import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRuleEngine,
  parseRuleGroups,
  type RuleEngine,
} from '@orrery/alerting';
import { DEFAULT_RULE_FILES } from '@orrery/cluster-simulator';
import { createArraySource } from '@orrery/promql';

import type { Tally } from '../Tally';
import { createUnitTest } from './createUnitTest';
import { metricNamesOf } from './metricNamesOf';
import { type MinuteSeries, recordedPast } from './recordedPast';

const minutes = 75;
const askedMinutes = [0, 15, 16, 40, 75];

interface RuleEntry {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
}

/**
 * Evaluates the rules of the simulated clusters with Prometheus's own engine (`promtool test rules`, in its virtual time) over the past of a
 * simulated cluster, and holds what ours says against it; `promtool check rules` must take the files too.
 */
export async function compareRules(
  prometheusUrl: string,
  nowMs: number,
  tally: Tally,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-rules-'));
  try {
    const files = [...DEFAULT_RULE_FILES].map(([path, value]) => {
      const name = path.split('/').at(-1) ?? path;
      writeFileSync(join(folder, name), JSON.stringify(value));
      return name;
    });
    const check = promtool(folder, 'check', 'rules', ...files);
    tally.add(
      'promtool check rules',
      check.status === 0 ? undefined : check.text,
    );

    const rules = allRules();
    const recorded = new Set(rules.map(({ record }) => record));
    const names = new Set(rules.flatMap(({ expr }) => metricNamesOf(expr)));
    const past = await recordedPast(
      prometheusUrl,
      [...names].filter(name => !recorded.has(name)),
      nowMs,
      minutes,
    );
    const group = groupWithoutOffset(rules);
    const engine = engineOf(group, past);
    const test = createUnitTest(engine, past, 'all.yml', askedMinutes);
    writeFileSync(join(folder, 'all.yml'), JSON.stringify({ groups: [group] }));
    writeFileSync(join(folder, 'test.yml'), test.text);
    const { text } = promtool(folder, 'test', 'rules', 'test.yml');
    const failures = text.split(/\n(?=\s*(?:alertname|expr): )/).slice(1);
    const isRun = failures.length > 0 || text.includes('SUCCESS');
    if (!isRun) throw new Error(`promtool test rules: ${text}`);
    const firing = engine
      .reportAt(minutes * 60_000)
      .flatMap(report => report.rules)
      .filter(({ alerts }) => alerts.length > 0);
    console.log(
      `rules: ${rules.length} over ${past.length} series, ${test.checks} checks by promtool; alerts of ${firing.length} rules at the end`,
    );
    for (let passed = failures.length; passed < test.checks; passed += 1) {
      tally.add('rules', undefined);
    }
    for (const failure of failures) {
      tally.add('promtool test rules', failure.trim().slice(0, 900));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function allRules(): readonly RuleEntry[] {
  const values = [...DEFAULT_RULE_FILES.values()] as readonly {
    readonly groups: readonly { readonly rules: readonly RuleEntry[] }[];
  }[];
  // What others read comes first, as it is evaluated first within a group.
  return values
    .flatMap(({ groups }) => groups.flatMap(group => group.rules))
    .sort((a, b) => Number('alert' in a) - Number('alert' in b));
}

interface GroupEntry {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly RuleEntry[];
}

/** promtool evaluates at whole minutes, ours at an offset that follows from the name: a name that has none. */
function groupWithoutOffset(rules: readonly RuleEntry[]): GroupEntry {
  for (let place = 0; ; place += 1) {
    const group = { name: `all-${place}`, interval: '1m', rules: [] };
    const [{ evaluatedAtMs }] = engineOf(group, []).reportAt(0);
    if (evaluatedAtMs === 0) return { ...group, rules };
  }
}

function engineOf(
  group: GroupEntry,
  past: readonly MinuteSeries[],
): RuleEngine {
  return createRuleEngine({
    groups: parseRuleGroups({ groups: [group] }, { file: 'all.yml' }),
    originMs: 0,
    source: createArraySource(
      past.map(({ labels, values }) => {
        const points = values.flatMap((value, minute) =>
          value === undefined ? [] : [[minute * 60_000, Number(value)]],
        );
        return {
          labels,
          timestampsMs: Float64Array.from(points, ([timeMs]) => timeMs),
          values: Float64Array.from(points, ([, value]) => value),
        };
      }),
    ),
  });
}

function promtool(
  folder: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly text: string } {
  const program = 'promtool';
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { status, text: `${error?.message ?? ''}${stdout}${stderr}` };
}

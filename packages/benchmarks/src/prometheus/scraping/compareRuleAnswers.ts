import { setTimeout as sleep } from 'node:timers/promises';
import { createRuleEngine, parseRuleGroups } from '@orrery/alerting';
import {
  createPrometheusApi,
  DEFAULT_RULE_FILES,
} from '@orrery/cluster-simulator';
import { createArraySource } from '@orrery/promql';

import { askService } from '../services/askService';
import type { Tally } from '../Tally';
import { liveRules } from './liveRules';

/** The intervals of the rules are a minute at most. */
const MAX_WAIT_SECONDS = 90;

interface RuleJson {
  readonly name: string;
  readonly type: string;
  readonly health: string;
  readonly alerts?: readonly object[];
}

interface GroupJson {
  readonly file: string;
  readonly name: string;
  readonly rules: readonly RuleJson[];
}

/** Compares `/api/v1/rules` and `/api/v1/alerts` of the real Prometheus with ours, over the same rule files. */
export async function compareRuleAnswers(
  real: string,
  tally: Tally,
): Promise<void> {
  const files = new Map<string, object>([
    ...DEFAULT_RULE_FILES,
    ['live.yml', liveRules],
  ]);
  const engine = createRuleEngine({
    groups: [...files].flatMap(([file, value]) =>
      parseRuleGroups(value, { file: file.split('/').at(-1) ?? file }),
    ),
    source: createArraySource([]),
    originMs: Date.now() - 60_000,
  });
  const api = createPrometheusApi({
    source: engine.source,
    metadata: () => [],
    rules: kind => engine.reportPausing(Date.now(), kind),
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
  });
  const answersOf = async (path: string): Promise<readonly unknown[]> => {
    const { body } = await askService(real, { path });
    const { pathname, searchParams: parameters } = new URL(path, real);
    const { text } = api({ method: 'GET', path: pathname, parameters });
    return [body, JSON.parse(text)];
  };
  await waitUntilEvaluated(real);
  for (const query of ['', '?type=alert', '?type=record', '?type=Alert']) {
    const [expected, actual] = (await answersOf(`/api/v1/rules${query}`)).map(
      groupsOf,
    );
    tally.add(
      `rules${query}: groups`,
      difference(expected.map(headOf), actual.map(headOf)),
    );
    for (const [place, group] of expected.entries()) {
      for (const [index, rule] of group.rules.entries()) {
        tally.add(
          `rules${query}: ${group.name}/${rule.name}`,
          difference(
            comparable(rule, group.file),
            comparable(actual[place]?.rules[index], group.file),
          ),
        );
      }
    }
  }
  const [refused, ours] = await answersOf('/api/v1/rules?type=x');
  tally.add('rules?type=x', difference(refused, ours));
  const [expected, actual] = (await answersOf('/api/v1/alerts')).map(body =>
    normalized((body as { data: { alerts: object[] } }).data.alerts)
      .filter(text => text.includes('"alertname":"Live'))
      .sort(),
  );
  tally.add('alerts', difference(expected, actual));
}

/** A group is evaluated for the first time at a moment of its own within its interval; until then the health of its rules is unknown. */
async function waitUntilEvaluated(real: string): Promise<void> {
  for (let attempt = 0; attempt < MAX_WAIT_SECONDS; attempt += 1) {
    const { body } = await askService(real, { path: '/api/v1/rules' });
    const rules = groupsOf(body).flatMap(group => group.rules);
    if (rules.every(({ health }) => health !== 'unknown')) return;
    await sleep(1_000);
  }
  throw new Error(
    `the real Prometheus did not evaluate its rules in ${MAX_WAIT_SECONDS} s`,
  );
}

function groupsOf(body: unknown): readonly GroupJson[] {
  const { groups } = (body as { data: { groups: readonly GroupJson[] } }).data;
  return groups
    .map(group => ({ ...group, file: group.file.split('/').at(-1) ?? '' }))
    .sort((a, b) => (`${a.file};${a.name}` < `${b.file};${b.name}` ? -1 : 1));
}

function headOf({ rules, ...group }: GroupJson): unknown {
  const [text] = normalized([{ ...group, rules: rules.length }]);
  return text;
}

/** Of rules over series the state is compared elsewhere; here the two sides have other series. */
function comparable(rule: RuleJson | undefined, file: string): unknown {
  if (rule === undefined) return undefined;
  const isLive = file === 'live.yml';
  const { alerts = [], ...others } = rule;
  const alertTexts = isLive ? normalized(alerts).sort() : [];
  const [text] = normalized([{ ...others, ...(isLive ? {} : { state: '' }) }]);
  return [text, ...alertTexts];
}

/** Without what depends on when and how fast a rule was evaluated. */
function normalized(values: readonly object[]): string[] {
  return values.map(value =>
    JSON.stringify(value, (key, each: unknown) => {
      if (['activeAt', 'lastEvaluation'].includes(key)) return 'time';
      if (key === 'evaluationTime') return 0;
      return each;
    }),
  );
}

function difference(expected: unknown, actual: unknown): string | undefined {
  const [left, right] = [expected, actual].map(value => JSON.stringify(value));
  return left === right ? undefined : `${left}\n  ≠ ${right}`;
}

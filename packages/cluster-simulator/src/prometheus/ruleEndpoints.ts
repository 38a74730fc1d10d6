import type {
  AlertReport,
  GroupReport,
  Rule,
  RuleReport,
} from '@orrery/alerting';
import {
  compileMatchers,
  formatExpr,
  type Labels,
  type Pausable,
  parseSeriesSelector,
} from '@orrery/promql';

import { invalidParameter } from './ApiFailure';
import type { PrometheusApiOptions } from './PrometheusApi';
import { sortedLabels } from './sortedLabels';

/** `GET /api/v1/rules` */
export function* answerRules(
  { rules = noRules }: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  const type = (parameters.get('type') ?? '').toLowerCase();
  if (!['', 'alert', 'record'].includes(type)) {
    throw invalidParameter(
      'type',
      `not supported value ${JSON.stringify(type)}`,
    );
  }
  const isExcluded = parameters.get('exclude_alerts') === 'true';
  const names = wantedOf(parameters, 'rule_name[]');
  const groups = wantedOf(parameters, 'rule_group[]');
  const files = wantedOf(parameters, 'file[]');
  const matches = selectorsOf(parameters);
  const isWanted = ({ rule }: RuleReport): boolean =>
    (type === '' || rule.kind.startsWith(type)) &&
    names(rule.name) &&
    matches(rule.labels);
  // Only the newer filters leave out groups that they empty.
  const isFiltered = ['rule_name[]', 'match[]'].some(name =>
    parameters.has(name),
  );
  const reports = yield* rules(kindOf(type));
  const answered = reports
    .filter(({ group }) => groups(group.name) && files(group.file))
    .map(report => ({ ...report, rules: report.rules.filter(isWanted) }))
    .filter(report => !isFiltered || report.rules.length > 0)
    .sort(byFileAndName)
    .map(report => groupJson(report, isExcluded));
  return JSON.stringify({ groups: answered });
}

/** `GET /api/v1/alerts` */
export function* answerAlerts({
  rules = noRules,
}: PrometheusApiOptions): Pausable<string> {
  const reports = yield* rules('alerting');
  const alerts = reports
    .flatMap(report => report.rules)
    .flatMap(rule => activeOf(rule).map(alertJson));
  return JSON.stringify({ alerts });
}

function kindOf(type: string): Rule['kind'] | undefined {
  if (type === '') return undefined;
  return type === 'alert' ? 'alerting' : 'recording';
}

// eslint-disable-next-line require-yield
function* noRules(): Pausable<readonly GroupReport[]> {
  return [];
}

function groupJson(
  { group, evaluatedAtMs, rules }: GroupReport,
  isExcluded: boolean,
): object {
  return {
    name: group.name,
    file: group.file,
    rules: rules.map(rule => ruleJson(rule, evaluatedAtMs, isExcluded)),
    interval: group.intervalMs / 1000,
    limit: group.limit,
    evaluationTime: 0,
    lastEvaluation: timeOf(evaluatedAtMs),
  };
}

function ruleJson(
  report: RuleReport,
  evaluatedAtMs: number,
  isExcluded: boolean,
): object {
  const { rule, error } = report;
  const evaluation = {
    health: error === undefined ? 'ok' : 'err',
    ...(error === undefined ? {} : { lastError: error }),
    evaluationTime: 0,
    lastEvaluation: timeOf(evaluatedAtMs),
  };
  const query = formatExpr(rule.expr);
  if (rule.kind === 'recording') {
    const isLabelled = Object.keys(rule.labels).length > 0;
    return {
      name: rule.name,
      query,
      ...(isLabelled ? { labels: byName(rule.labels) } : {}),
      ...evaluation,
      type: 'recording',
    };
  }
  const active = activeOf(report);
  return {
    state: stateOf(active),
    name: rule.name,
    query,
    duration: rule.forMs / 1000,
    keepFiringFor: rule.keepFiringForMs / 1000,
    labels: byName(rule.labels),
    annotations: byName(rule.annotations),
    alerts: isExcluded ? [] : active.map(alertJson),
    ...evaluation,
    type: 'alerting',
  };
}

function alertJson(alert: AlertReport): object {
  const { keepFiringSinceMs } = alert;
  return {
    labels: sortedLabels(alert.labels),
    annotations: byName(alert.annotations),
    state: alert.state,
    activeAt: timeOf(alert.activeAtMs),
    ...(keepFiringSinceMs === undefined
      ? {}
      : { keepFiringSince: timeOf(keepFiringSinceMs) }),
    value: formatExponent(alert.value),
  };
}

/** Sorted, with those that are empty. */
function byName(texts: Labels): Labels {
  return Object.fromEntries(
    Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Those that have ended are told to Alertmanager only. */
function activeOf({ alerts }: RuleReport): readonly AlertReport[] {
  return alerts.filter(({ state }) => state !== 'inactive');
}

function stateOf(alerts: readonly AlertReport[]): string {
  if (alerts.some(({ state }) => state === 'firing')) return 'firing';
  return alerts.length > 0 ? 'pending' : 'inactive';
}

/** `1e+00`, as Go writes a float with an exponent. */
function formatExponent(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return value
    .toExponential()
    .replace(
      /e([+-])(\d)$/,
      (_, sign: string, digit: string) => `e${sign}0${digit}`,
    );
}

function timeOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function wantedOf(
  parameters: URLSearchParams,
  name: string,
): (text: string) => boolean {
  const wanted = new Set(parameters.getAll(name));
  return text => wanted.size === 0 || wanted.has(text);
}

function selectorsOf(parameters: URLSearchParams): (labels: Labels) => boolean {
  const selectors = parameters
    .getAll('match[]')
    .map(text => compileMatchers(parseSeriesSelector(text)));
  return labels =>
    selectors.length === 0 || selectors.some(matches => matches(labels));
}

function byFileAndName(a: GroupReport, b: GroupReport): number {
  const left = `${a.group.file};${a.group.name}`;
  const right = `${b.group.file};${b.group.name}`;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

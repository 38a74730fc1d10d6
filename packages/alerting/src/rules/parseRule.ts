import {
  type Expr,
  type Labels,
  parseQuery,
  PromqlError,
} from '@orrery/promql';

import { isLabelName, isMetricName } from '../labels/labelNames';
import { templateProblem } from '../templates/createExpander';
import { durationOf, isRecord, recordOf, textOf } from './plainValues';
import type { Rule } from './RuleGroup';

/** A rule, or what is wrong with it; a malformed one has no place in the messages. */
export interface ParsedRule {
  readonly name: string;
  readonly malformed: readonly string[];
  readonly problems: readonly string[];
  readonly rule?: Rule;
}

const ruleFields = [
  'record',
  'alert',
  'expr',
  'for',
  'keep_firing_for',
  'labels',
  'annotations',
];

/** One rule of a group. Source: Prometheus 2.42, `rulefmt.RuleNode.Validate`. */
export function parseRule(value: unknown): ParsedRule {
  const malformed: string[] = [];
  const problems: string[] = [];
  const fields = recordOf(value, 'rulefmt.RuleNode', ruleFields, malformed);
  const record = textOf(fields.record);
  const alert = textOf(fields.alert);
  const name = alert === '' ? record : alert;
  if (record !== '' && alert !== '') {
    problems.push("only one of 'record' and 'alert' must be set");
  }
  if (name === '') problems.push("one of 'record' or 'alert' must be set");
  const expr = exprOf(textOf(fields.expr), problems);
  const forMs = durationOf(fields.for, malformed);
  const keepFiringForMs = durationOf(fields.keep_firing_for, malformed);
  const labels = labelsOf(fields.labels, malformed);
  const annotations = labelsOf(fields.annotations, malformed);
  if (record !== '') {
    if (Object.keys(annotations).length > 0) {
      problems.push("invalid field 'annotations' in recording rule");
    }
    if (forMs !== 0) problems.push("invalid field 'for' in recording rule");
    if (keepFiringForMs !== 0) {
      problems.push("invalid field 'keep_firing_for' in recording rule");
    }
    if (!isMetricName(record)) {
      problems.push(`invalid recording rule name: ${record}`);
    }
  }
  problems.push(...nameProblems(labels, annotations));
  if (alert !== '') problems.push(...textProblems(alert, labels, annotations));
  if (expr === undefined || malformed.length > 0 || problems.length > 0) {
    return { name, malformed, problems };
  }
  const rule: Rule =
    alert === ''
      ? { kind: 'recording', name, expr, labels }
      : {
          kind: 'alerting',
          ...{ name, expr, forMs, keepFiringForMs, labels, annotations },
        };
  return { name, malformed, problems, rule };
}

function exprOf(text: string, problems: string[]): Expr | undefined {
  if (text === '') {
    problems.push("field 'expr' must be set in rule");
    return undefined;
  }
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    problems.push(`could not parse expression: ${error.message}`);
    return undefined;
  }
}

function labelsOf(value: unknown, malformed: string[]): Labels {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    malformed.push(
      `cannot unmarshal ${JSON.stringify(value)} into map[string]string`,
    );
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name, textOf(text)]),
  );
}

function nameProblems(labels: Labels, annotations: Labels): readonly string[] {
  return [
    ...Object.keys(labels)
      .filter(name => !isLabelName(name) || name === '__name__')
      .map(name => `invalid label name: ${name}`),
    ...Object.keys(annotations)
      .filter(name => !isLabelName(name))
      .map(name => `invalid annotation name: ${name}`),
  ];
}

function textProblems(
  alert: string,
  labels: Labels,
  annotations: Labels,
): readonly string[] {
  const of = (kind: string, texts: Labels): readonly string[] =>
    Object.entries(texts).flatMap(([name, text]) => {
      const problem = templateProblem(text, alert);
      return problem === undefined
        ? []
        : [`${kind} ${JSON.stringify(name)}: ${problem}`];
    });
  return [...of('label', labels), ...of('annotation', annotations)];
}

import {
  fieldAt,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
} from '../fields/fieldAt';
import { checkLabelKey, checkLabelValue, refuseSelector } from './checkLabel';
import type { ResourceKind } from '../kinds/ResourceKind';
import type { LabelOperator, LabelRequirement } from './LabelRequirement';

/**
 * The requirements of a `LabelSelector` object (`matchLabels`, `matchExpressions`), sorted by key. An empty selector
 * is the empty list, which matches everything; a missing one matches nothing in Kubernetes, so callers must ask
 * for the selector's presence first (see `podSelectorOf`).
 *
 * @throws ModelError `invalid-selector` for an unknown operator, a wrong number of values, or a malformed label.
 */
export function labelSelectorOf(
  selector: unknown,
): readonly LabelRequirement[] {
  const expressions = recordsAt(selector, 'matchExpressions').map(
    toRequirement,
  );
  return sortByKey([
    ...labelsToRequirements(fieldAt(selector, 'matchLabels')),
    ...expressions,
  ]);
}

/**
 * The pods that an object selects, by the `selectorPath` of its kind; also where the selector is a plain map of
 * labels (Service, ReplicationController). `undefined` when it selects none: no path, no selector, or an empty map.
 *
 * @throws ModelError `invalid-selector` as `labelSelectorOf`.
 */
export function podSelectorOf(
  object: unknown,
  kind: Pick<ResourceKind, 'selectorPath' | 'selectorForm'>,
): readonly LabelRequirement[] | undefined {
  const selector =
    kind.selectorPath === undefined
      ? undefined
      : recordAt(object, ...kind.selectorPath.split('.'));
  if (selector === undefined) {
    return undefined;
  }
  if (kind.selectorForm !== 'map') {
    return labelSelectorOf(selector);
  }
  const requirements = sortByKey(labelsToRequirements(selector));
  return requirements.length > 0 ? requirements : undefined;
}

function labelsToRequirements(labels: unknown): LabelRequirement[] {
  return Object.entries(recordAt(labels) ?? {}).map(([key, value]) => {
    if (typeof value !== 'string') {
      throw refuseSelector(`value of "${key}" must be a string`);
    }
    checkLabelKey(key);
    checkLabelValue(key, 'In', value);
    return { key, operator: 'In', values: [value] };
  });
}

function toRequirement(expression: unknown): LabelRequirement {
  const key = stringAt(expression, 'key') ?? '';
  const operator = stringAt(expression, 'operator') ?? '';
  const values = stringsAt(expression, 'values');
  checkLabelKey(key);
  if (!isOperator(operator)) {
    throw refuseSelector(
      `"${operator}" is not a valid label selector operator`,
    );
  }
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0) {
    throw refuseSelector(
      needsValues
        ? `for 'in', 'notin' operators, values set of "${key}" can't be empty`
        : `values set of "${key}" must be empty for exists and does not exist`,
    );
  }
  values.forEach(value => checkLabelValue(key, operator, value));
  return { key, operator, values };
}

function isOperator(text: string): text is LabelOperator {
  return ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(text);
}

function sortByKey(
  requirements: readonly LabelRequirement[],
): readonly LabelRequirement[] {
  return requirements
    .slice()
    .sort((a, b) => Number(a.key > b.key) - Number(a.key < b.key));
}

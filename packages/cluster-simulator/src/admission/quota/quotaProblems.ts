import {
  isEqualJson,
  KubernetesObject,
  tryParseQuantity,
} from '@orrery/kubernetes-model';
import { objectAt, valueAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import { quotaScopesOf } from './quotaScopes';
import { resourceUsing } from './usageOf';

const knownScopes: ReadonlySet<string> = new Set([
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'PriorityClass',
  'CrossNamespacePodAffinity',
]);

const opposites: readonly (readonly [string, string])[] = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

/** These are counted, not measured. */
const wholeNumbers = /^(count\/.*|[a-z]+|services\.[a-z]+)$/;
const measured: ReadonlySet<string> = new Set(['cpu', 'memory']);

/** What is wrong with a ResourceQuota. Source: `ValidateResourceQuota` of k8s.io/kubernetes. */
export function quotaProblems(
  quota: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ...Object.entries(objectAt(quota, 'spec', 'hard')).flatMap(
      ([name, amount]) => hardProblems(name, amount),
    ),
    ...scopeProblems(quota),
    ...(previous ? immutableProblems(quota, previous) : []),
  ];
}

function hardProblems(name: string, amount: unknown): readonly FieldProblem[] {
  const field = `spec.hard[${name}]`;
  if (!name.includes('/') && resourceUsing(name) === undefined)
    return [invalidValue(field, name, 'must be a standard resource for quota')];
  const quantity = tryParseQuantity(amount);
  if (!quantity)
    return [
      invalidValue(
        field,
        amount,
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ),
    ];
  if (quantity.nanos < 0n)
    return [invalidValue(field, amount, 'must be greater than or equal to 0')];
  const isCount = wholeNumbers.test(name) && !measured.has(name);
  return isCount && quantity.nanos % 1_000_000_000n !== 0n
    ? [invalidValue(field, amount, 'must be an integer')]
    : [];
}

function scopeProblems(quota: KubernetesObject): readonly FieldProblem[] {
  const scopes = quotaScopesOf(quota);
  const named = scopes.map(scope => scope.name);
  return [
    ...named
      .filter(name => !knownScopes.has(name))
      .map(name => invalidValue('spec.scopes', name, 'unsupported scope')),
    ...(opposites.some(pair => pair.every(name => named.includes(name)))
      ? [invalidValue('spec.scopes', named, 'conflicting scopes')]
      : []),
    ...(scopes.length > 0
      ? Object.keys(objectAt(quota, 'spec', 'hard'))
          .filter(name => resourceUsing(name) !== 'pods')
          .map(name =>
            invalidValue(
              'spec.scopes',
              named,
              `unsupported scope applied to resource ${name}`,
            ),
          )
      : []),
  ];
}

function immutableProblems(
  quota: KubernetesObject,
  previous: KubernetesObject,
): readonly FieldProblem[] {
  return ['scopes', 'scopeSelector']
    .filter(
      field =>
        !isEqualJson(
          valueAt(quota, 'spec', field) ?? [],
          valueAt(previous, 'spec', field) ?? [],
        ),
    )
    .map(field =>
      invalidValue(
        `spec.${field}`,
        valueAt(quota, 'spec', field) ?? [],
        'field is immutable',
      ),
    );
}

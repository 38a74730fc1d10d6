import type { KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ComposedTemplate,
  ConnectionDetail,
  Patch,
  ReadinessCheck,
} from './Composition';
import { CompositionError } from './Composition';
import { valueAt, withValueAt } from './fieldPath';
import { applyTransforms, formatted } from './Transform';

/** A resource that a composite resource wants. */
export interface ComposedResource {
  readonly template: string;
  readonly object: KubernetesObject;
}

export interface Composed {
  readonly resources: readonly ComposedResource[];
  /** The composite with what its composed resources patched into it. */
  readonly composite: KubernetesObject;
  /** Names of templates whose resources are not ready yet, in the order of the composition. */
  readonly unready: readonly string[];
  readonly connectionDetails: Readonly<Record<string, string>>;
}

/** The annotation by which a composed resource remembers its template. */
export const TEMPLATE_ANNOTATION = 'crossplane.io/composition-resource-name';

/**
 * Renders the templates of a composition for a composite resource, as function-patch-and-transform with
 * function-auto-ready does: a template whose required source field is missing is left out until the field is there.
 *
 * @param observed what exists of each template now; `secretOf` reads the connection secret that such a resource wrote.
 * @throws CompositionError for a patch that cannot be applied, naming template and patch.
 */
export function composeResources(options: {
  readonly composite: KubernetesObject;
  readonly templates: readonly ComposedTemplate[];
  readonly observed: ReadonlyMap<string, KubernetesObject>;
  readonly secretOf?: (
    resource: KubernetesObject,
  ) => Readonly<Record<string, string>>;
}): Composed {
  const { templates, observed, secretOf = () => ({}) } = options;
  let composite = options.composite;
  const resources: ComposedResource[] = [];
  const unready: string[] = [];
  const details: Record<string, string> = {};
  for (const template of templates) {
    const present = observed.get(template.name);
    if (present) composite = patchComposite(composite, template, present);
    const object = renderTemplate(composite, template);
    if (object) resources.push({ template: template.name, object });
    if (!object || !present || !isReady(present, template.readinessChecks)) {
      unready.push(template.name);
    }
    if (present) {
      for (const detail of template.connectionDetails ?? []) {
        const value = detailOf(detail, present, secretOf);
        if (value !== undefined) details[detail.name] = value;
      }
    }
  }
  return { resources, composite, unready, connectionDetails: details };
}

function renderTemplate(
  composite: KubernetesObject,
  template: ComposedTemplate,
): KubernetesObject | undefined {
  let object = template.base;
  for (const [index, patch] of (template.patches ?? []).entries()) {
    if (patch.type === 'ToCompositeFieldPath') continue;
    const value = sourceOf(composite, patch);
    if (value === undefined) {
      if (patch.policy?.fromFieldPath === 'Required') return undefined;
      continue;
    }
    object = applied(object, patch, value, `${template.name}: patch ${index}`);
  }
  const { metadata } = parseTemplateObject(object);
  return {
    ...object,
    metadata: {
      ...metadata,
      name: metadata?.name ?? '',
      annotations: {
        ...metadata?.annotations,
        [TEMPLATE_ANNOTATION]: template.name,
      },
    },
  };
}

function patchComposite(
  composite: KubernetesObject,
  template: ComposedTemplate,
  present: KubernetesObject,
): KubernetesObject {
  let result = composite;
  for (const [index, patch] of (template.patches ?? []).entries()) {
    if (patch.type !== 'ToCompositeFieldPath') continue;
    const value = sourceOf(present, patch);
    if (value !== undefined)
      result = applied(
        result,
        patch,
        value,
        `${template.name}: patch ${index}`,
      );
  }
  return result;
}

/** Undefined where a source field is missing: the patch waits for it. */
function sourceOf(from: KubernetesObject, patch: Patch): unknown {
  if (patch.type !== 'CombineFromComposite')
    return valueAt(from, patch.fromFieldPath ?? '');
  const values = (patch.combine?.variables ?? []).map(({ fromFieldPath }) =>
    valueAt(from, fromFieldPath),
  );
  return values.includes(undefined)
    ? undefined
    : formatted(patch.combine?.string.fmt ?? '', values);
}

function applied<T extends object>(
  target: T,
  patch: Patch,
  value: unknown,
  subject: string,
): T {
  try {
    return withValueAt(
      target,
      patch.toFieldPath ?? patch.fromFieldPath ?? '',
      applyTransforms(value, patch.transforms),
    );
  } catch (error) {
    throw new CompositionError(
      `cannot compose resources: ${subject}: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

/** Without checks of its own a resource is ready when its condition `Ready` is true. */
function isReady(
  object: KubernetesObject,
  checks: readonly ReadinessCheck[] = [
    {
      type: 'MatchCondition',
      matchCondition: { type: 'Ready', status: 'True' },
    },
  ],
): boolean {
  return checks.every(check => {
    switch (check.type) {
      case 'None':
        return true;
      case 'NonEmpty':
        return valueAt(object, check.fieldPath) !== undefined;
      case 'MatchString':
        return valueAt(object, check.fieldPath) === check.matchString;
      default:
        return conditionsOf(object).some(
          ({ type, status }) =>
            type === check.matchCondition.type &&
            status === check.matchCondition.status,
        );
    }
  });
}

function detailOf(
  detail: ConnectionDetail,
  present: KubernetesObject,
  secretOf: (resource: KubernetesObject) => Readonly<Record<string, string>>,
): string | undefined {
  switch (detail.type) {
    case 'FromValue':
      return detail.value;
    case 'FromFieldPath': {
      const value = valueAt(present, detail.fromFieldPath);
      return value === undefined ? undefined : String(value);
    }
    default:
      return secretOf(present)[detail.fromConnectionSecretKey];
  }
}

function conditionsOf(
  object: KubernetesObject,
): readonly { readonly type: string; readonly status: string }[] {
  const found = valueAt(object, 'status.conditions');
  return Array.isArray(found) ? found : [];
}

/** A base carries whatever its author wrote; only its metadata matters here. */
function parseTemplateObject(object: object): {
  readonly metadata?: Partial<KubernetesObject['metadata']>;
} {
  return object as { metadata?: Partial<KubernetesObject['metadata']> };
}

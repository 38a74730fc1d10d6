import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Transform } from './Transform';

/** A patch of function-patch-and-transform. */
export interface Patch {
  readonly type?:
    | 'FromCompositeFieldPath'
    | 'ToCompositeFieldPath'
    | 'CombineFromComposite';
  readonly fromFieldPath?: string;
  readonly toFieldPath?: string;
  readonly combine?: {
    readonly variables: readonly { readonly fromFieldPath: string }[];
    readonly string: { readonly fmt: string };
  };
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly fromFieldPath?: 'Optional' | 'Required' };
}

/** When a composed resource counts as ready. */
export type ReadinessCheck =
  | { readonly type: 'None' }
  | { readonly type: 'NonEmpty'; readonly fieldPath: string }
  | {
      readonly type: 'MatchString';
      readonly fieldPath: string;
      readonly matchString: string;
    }
  | {
      readonly type: 'MatchCondition';
      readonly matchCondition: {
        readonly type: string;
        readonly status: string;
      };
    };

/** A value of a composed resource that goes into the claim's connection secret. */
export type ConnectionDetail =
  | {
      readonly type: 'FromConnectionSecretKey';
      readonly name: string;
      readonly fromConnectionSecretKey: string;
    }
  | {
      readonly type: 'FromFieldPath';
      readonly name: string;
      readonly fromFieldPath: string;
    }
  | {
      readonly type: 'FromValue';
      readonly name: string;
      readonly value: string;
    };

/** One resource of a composition. */
export interface ComposedTemplate {
  readonly name: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly patches?: readonly Patch[];
  readonly readinessChecks?: readonly ReadinessCheck[];
  readonly connectionDetails?: readonly ConnectionDetail[];
}

/** A composition says something that the simulated functions do not know. */
export class CompositionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CompositionError';
  }
}

/** The functions that are simulated, by the name of their package. */
const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([
  'function-patch-and-transform',
  'function-auto-ready',
]);

/**
 * The templates of a Composition or a CompositionRevision: of mode `Pipeline` those of its patch-and-transform steps, of
 * mode `Resources` its own.
 *
 * @throws CompositionError for a pipeline with a function that is not simulated.
 */
export function composedTemplatesOf(
  composition: KubernetesObject,
): readonly ComposedTemplate[] {
  const { mode, pipeline, resources } = parseSpec(composition);
  if (mode !== 'Pipeline') return resources ?? [];
  return (pipeline ?? []).flatMap(({ step, functionRef, input }) => {
    if (!KNOWN_FUNCTIONS.has(functionRef.name))
      throw new CompositionError(
        `cannot run Composition pipeline step "${step}": cannot get gRPC client connection for Function "${functionRef.name}": ` +
          'cannot list FunctionRevisions: no active revision found',
      );
    return input?.resources ?? [];
  });
}

interface CompositionSpec {
  readonly mode?: 'Pipeline' | 'Resources';
  readonly resources?: readonly ComposedTemplate[];
  readonly pipeline?: readonly {
    readonly step: string;
    readonly functionRef: { readonly name: string };
    readonly input?: { readonly resources?: readonly ComposedTemplate[] };
  }[];
}

/** The schema of the definition has been checked by the API server. */
function parseSpec(composition: KubernetesObject): CompositionSpec {
  return composition.spec as CompositionSpec;
}

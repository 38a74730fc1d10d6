import type { KubernetesObject } from '../object/KubernetesObject';
import * as batch from './batchConditions';
import * as infrastructure from './infrastructureConditions';
import { podConditions } from './podConditions';
import * as workloads from './workloadConditions';

/** Every object of the condition tables, for tests that must hold whatever the object: `[name, object]`. */
export const everyCondition: readonly (readonly [string, KubernetesObject])[] =
  [
    podConditions,
    ...Object.values(workloads),
    ...Object.values(batch),
    ...Object.values(infrastructure),
  ].flatMap(conditions =>
    Object.entries<KubernetesObject>(conditions).map(
      ([name, object]) => [`${object.kind}: ${name}`, object] as const,
    ),
  );

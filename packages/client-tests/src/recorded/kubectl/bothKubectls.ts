/** Most commands answer alike, whichever kubectl asks. */
export const bothKubectls = ['kubectl 1.32', 'kubectl 1.35'] as const;

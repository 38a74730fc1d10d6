/** The kinds of Crossplane itself that its controllers read. */
export const xrdKind = {
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'CompositeResourceDefinition',
} as const;

export const compositionKind = {
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
} as const;

export const revisionKind = {
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'CompositionRevision',
} as const;

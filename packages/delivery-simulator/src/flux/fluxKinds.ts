const source = 'source.toolkit.fluxcd.io/v1';

export const GIT_REPOSITORY = {
  apiVersion: source,
  kind: 'GitRepository',
} as const;
export const OCI_REPOSITORY = {
  apiVersion: source,
  kind: 'OCIRepository',
} as const;
export const HELM_REPOSITORY = {
  apiVersion: source,
  kind: 'HelmRepository',
} as const;
export const HELM_CHART = { apiVersion: source, kind: 'HelmChart' } as const;
export const BUCKET = { apiVersion: source, kind: 'Bucket' } as const;
export const KUSTOMIZATION = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
} as const;
export const HELM_RELEASE = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
} as const;

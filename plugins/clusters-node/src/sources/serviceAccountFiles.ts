/** Where a pod finds its service account. */
export interface ServiceAccountFiles {
  readonly token: string;
  readonly ca: string;
}

/** Mounted into every pod unless it opts out. */
export const serviceAccountFiles: ServiceAccountFiles = {
  token: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  ca: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
};

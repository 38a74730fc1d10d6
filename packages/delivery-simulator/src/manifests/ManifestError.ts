/** Manifests that cannot be made; the message begins with the file and, where it is known, the line: `web/a.yaml:12: …`. */
export class ManifestError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ManifestError';
  }
}

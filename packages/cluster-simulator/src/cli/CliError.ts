/** A mistake of the caller, told in one sentence; the command ends with code 1. */
export class CliError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CliError';
  }
}

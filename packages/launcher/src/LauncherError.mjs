/** A failure that the person at the terminal can act on: shown as one sentence, without a stack. */
export class LauncherError extends Error {
  /**
   * @param {string} message one sentence
   * @param {{ cause?: unknown, details?: string }} [options] details are shown above the sentence
   */
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = 'LauncherError';
    this.details = options.details;
  }
}

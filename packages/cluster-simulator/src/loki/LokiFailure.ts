import { LogqlError } from '@orrery/logql';

/** A request that is answered with an error, in plain text as Loki does. */
export class LokiFailure extends Error {
  readonly name = 'LokiFailure';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What went wrong as an answer; what was not meant to fail is thrown on. */
export function toLokiFailure(error: unknown): LokiFailure {
  if (error instanceof LokiFailure) return error;
  if (error instanceof LogqlError) return new LokiFailure(400, error.message);
  throw error;
}

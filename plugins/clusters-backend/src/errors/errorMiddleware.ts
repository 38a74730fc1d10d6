import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClustersErrorBody } from '@orrery/backstage-plugin-clusters-common';
import type { ErrorRequestHandler } from 'express';
import { toErrorAnswer } from './toErrorAnswer';

/** Answers failures of the router with the body of `@backstage/errors`, plus `error.code` and `error.details`. */
export function errorMiddleware(logger: LoggerService): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const answer = toErrorAnswer(thrown);
    if (answer.unexpected) {
      logger.error(
        `${request.method} ${request.path} failed`,
        thrown instanceof Error ? thrown : new Error(String(thrown)),
      );
    }
    if (answer.retryAfterMs !== undefined) {
      response.setHeader('Retry-After', Math.ceil(answer.retryAfterMs / 1000));
    }
    const body: ClustersErrorBody = {
      error: {
        name: answer.name,
        message: answer.message,
        code: answer.code,
        ...(answer.details && { details: answer.details }),
      },
      request: { method: request.method, url: request.originalUrl },
      response: { statusCode: answer.status },
    };
    response.status(answer.status).json(body);
  };
}

import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { LiveQuery } from '@orrery/backstage-plugin-clusters-common';
import { findKind } from '@orrery/kubernetes-model';
import type { Request } from 'express';
import { callerKeyOf, type Caller } from '../access/Caller';
import { toErrorAnswer } from '../errors/toErrorAnswer';

/** Which object is touched. */
export interface AuditedObject {
  readonly cluster: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Notes lists and live queries of secrets. */
export interface SecretAudit {
  /** Does nothing for other kinds. Failures of the auditor are logged. */
  listed(caller: Caller, query: Pick<LiveQuery, 'kind' | 'clusters'>): void;
}

/** Every write and every look at a secret is an event of the portal's auditor, with its outcome. */
export interface ObjectAudit extends SecretAudit {
  write<T>(
    request: Request,
    action: 'delete' | 'patch',
    object: AuditedObject,
    meta: { readonly dryRun: boolean },
    run: () => Promise<T>,
  ): Promise<T>;
  /** Runs without an event for kinds other than Secret. */
  read<T>(
    request: Request,
    object: AuditedObject,
    run: () => Promise<T>,
  ): Promise<T>;
}

export function createObjectAudit(options: {
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
}): ObjectAudit {
  const { auditor, logger } = options;

  return {
    async write(request, actionType, object, meta, run) {
      const event = await auditor.createEvent({
        eventId: 'object-write',
        severityLevel:
          actionType === 'delete' || isSecret(object.kind) ? 'high' : 'medium',
        request,
        meta: { actionType, ...object, ...meta },
      });
      return finalized(event, run);
    },
    async read(request, object, run) {
      if (!isSecret(object.kind)) return run();
      const event = await auditor.createEvent({
        eventId: 'secret-read',
        severityLevel: 'medium',
        request,
        meta: { queryType: 'object', ...object },
      });
      return finalized(event, run);
    },
    listed(caller, { kind, clusters }) {
      if (!isSecret(kind)) return;
      auditor
        .createEvent({
          eventId: 'secret-read',
          severityLevel: 'medium',
          meta: {
            queryType: 'list',
            user: callerKeyOf(caller),
            clusters: [...clusters],
          },
        })
        .then(event => event.success())
        .catch((error: Error) =>
          logger.error('The auditor did not take a secret-read event', error),
        );
    },
  };
}

async function finalized<T>(
  event: AuditorServiceEvent,
  run: () => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await run();
  } catch (thrown) {
    await event.fail({
      error: thrown instanceof Error ? thrown : new Error(String(thrown)),
      meta: { code: toErrorAnswer(thrown).code },
    });
    throw thrown;
  }
  await event.success();
  return result;
}

function isSecret(kind: string): boolean {
  const known = findKind(kind);
  return known?.kind === 'Secret' && known.group === '';
}

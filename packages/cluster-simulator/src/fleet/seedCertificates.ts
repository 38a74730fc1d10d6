import { toTimestamp } from '../controllers/ControllerContext';
import { CERTIFICATE_DEFINITION } from '../certificates/certificateDefinition';
import {
  certificateObjects,
  termOf,
  type CertifiedService,
} from '../certificates/certificateObjects';
import type { ServiceBlueprint } from './ServiceBlueprint';
import { DAY_MS, type SeedContext } from './SeedContext';

/** Whether cert-manager keeps a certificate for a service: those that others reach over the network. */
export function hasCertificate({ kind, port }: ServiceBlueprint): boolean {
  return kind === 'Deployment' && port !== 53 && port !== 7979;
}

/** Stores the kind Certificate, and a certificate with its Secret for each of the services. About 0.3 ms each. */
export function seedCertificates(
  context: SeedContext,
  services: readonly ServiceBlueprint[],
): void {
  const { seed, nowMs } = context;
  const atMs = nowMs - 400 * DAY_MS;
  seed('customresourcedefinitions.apiextensions.k8s.io', {
    ...CERTIFICATE_DEFINITION,
    metadata: {
      ...CERTIFICATE_DEFINITION.metadata,
      creationTimestamp: toTimestamp(atMs),
    },
  });
  for (const service of services.filter(hasCertificate)) {
    const certified = certifiedService(context, service);
    const term = termOf(certified, nowMs);
    const rounds = 1 + (service.port % 6);
    const { certificate, secret } = certificateObjects(certified, term, rounds);
    const creationTimestamp = toTimestamp(
      term.notBeforeMs - (rounds - 1) * 60 * DAY_MS,
    );
    for (const [resource, object] of [
      ['certificates.cert-manager.io', certificate],
      ['secrets', secret],
    ] as const)
      seed(resource, {
        ...object,
        metadata: { ...object.metadata, creationTimestamp },
      });
  }
}

function certifiedService(
  { cluster }: SeedContext,
  { namespace, name, host }: ServiceBlueprint,
): CertifiedService {
  return {
    namespace,
    name,
    hosts: host ? [`${host}.${cluster.name}.shop.example`] : [],
  };
}

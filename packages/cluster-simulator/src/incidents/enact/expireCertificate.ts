import type { KubernetesObject } from '@orrery/kubernetes-model';
import { expiringTerm, renewedTerm } from '@orrery/telemetry-model';
import {
  certificateObjects,
  type CertifiedService,
} from '../../certificates/certificateObjects';
import { toTimestamp } from '../../controllers/ControllerContext';
import { numberAt, stringsAt } from '../../json/readJson';
import { StatusError } from '../../status/StatusError';
import type { Enactment, IncidentScene } from './IncidentScene';

const CERTIFICATES = 'certificates.cert-manager.io';
const COMPONENT = 'cert-manager-certificates-readiness';
const REASON =
  'The certificate request has failed to complete and will be retried: Failed to create Order: 429 urn:ietf:params:acme:error:rateLimited';

/**
 * Certificate expiry: the Secret of the service holds a certificate that ends at the start of the incident, because its
 * renewals failed; the Certificate says so. Mended by a renewal.
 */
export function expireCertificate(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const { target } = incident;
  const namespace = target.kind === 'Service' ? target.namespace : '';
  const name = `${target.name}-tls`;
  const certificate = () => store.raw.get(CERTIFICATES, namespace, name);
  if (!certificate())
    throw new StatusError(
      'BadRequest',
      `cert-manager keeps no certificate for ${namespace}/${target.name}`,
    );

  function write(term: ReturnType<typeof renewedTerm>, revision: number): void {
    const own = `${target.name}.${namespace}.svc`;
    const service: CertifiedService = {
      namespace,
      name: target.name,
      hosts: stringsAt(certificate(), 'spec', 'dnsNames').filter(
        host => !host.startsWith(own),
      ),
    };
    const next = certificateObjects(service, term, revision);
    const secret = store.raw.get('secrets', namespace, name);
    if (secret)
      store.raw.update('secrets', namespace, name, current => ({
        ...current,
        data: next.secret.data,
      }));
    else store.raw.create('secrets', next.secret);
    setStatus(next.certificate.status);
  }

  function setStatus(status: unknown): void {
    store.raw.update(CERTIFICATES, namespace, name, current => ({
      ...current,
      status,
    }));
  }

  function say(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component: string,
    atMs: number,
  ): void {
    const about: KubernetesObject | undefined = certificate();
    if (about)
      scene.record(about, { type, reason, message, component }, { atMs });
  }

  function revisionNow(): number {
    return numberAt(certificate(), 'status', 'revision') ?? 1;
  }

  return {
    begin: () => {
      const { startMs } = incident;
      const term = expiringTerm(startMs);
      write(term, revisionNow());
      const expired = `Certificate expired on ${new Date(term.notAfterMs)
        .toUTCString()
        .replace('GMT', 'UTC')}`;
      store.raw.update(CERTIFICATES, namespace, name, current => ({
        ...current,
        status: {
          ...statusOf(current),
          failedIssuanceAttempts: 6,
          lastFailureTime: toTimestamp(startMs - 1_800_000),
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'Expired',
              message: expired,
              lastTransitionTime: toTimestamp(term.notAfterMs),
              observedGeneration: 1,
            },
            {
              type: 'Issuing',
              status: 'False',
              reason: 'Failed',
              message: REASON,
              lastTransitionTime: toTimestamp(startMs - 1_800_000),
              observedGeneration: 1,
            },
          ],
        },
      }));
      say(
        'Warning',
        'Failed',
        REASON,
        'cert-manager-certificates-issuing',
        startMs - 1_800_000,
      );
      say('Warning', 'Expired', expired, COMPONENT, startMs);
    },
    end: atMs => {
      write(renewedTerm(atMs), revisionNow() + 1);
      const issuing = 'cert-manager-certificates-issuing';
      say(
        'Normal',
        'Issuing',
        'Manually triggered certificate renewal',
        'cert-manager-certificates-trigger',
        atMs,
      );
      say(
        'Normal',
        'Issuing',
        'The certificate has been successfully issued',
        issuing,
        atMs + 1_000,
      );
    },
  };
}

function statusOf(certificate: KubernetesObject): object {
  const { status } = certificate;
  return typeof status === 'object' && status !== null ? status : {};
}

import type { CommandGroup } from '../Recorded';
import { bothKubectls } from '../kubectl/bothKubectls';

export const flux: CommandGroup = {
  kind: 'commands',
  name: 'flux',
  about:
    'Sources, Kustomizations and releases: reconciled on request, suspended, resumed.',
  clients: bothKubectls,
  steps: ({ minor, id }) => {
    // Each client has a Kustomization of its own.
    const name = minor === 32 ? 'platform' : 'data';
    const ks = 'kustomization.kustomize.toolkit.fluxcd.io';
    const inFlux = '-n flux-system';
    return [
      {
        run: `kubectl wait ks/${name} ${inFlux} --for=condition=Ready --timeout=30s`,
        stdout: `${ks}/${name} condition met`,
      },
      {
        run: `kubectl get ks ${name} ${inFlux}`,
        stdout: new RegExp(
          `^NAME +AGE +READY +STATUS\\n${name} +\\d+d +True +Applied revision: main@sha1:[0-9a-f]{40}$`,
          'm',
        ),
      },
      {
        run: `kubectl get gitrepositories,helmrepositories,helmreleases ${inFlux}`,
        stdout: [
          /^gitrepository\.source\.toolkit\.fluxcd\.io\/fleet +http:\/\/\S+ +\d+d +True +stored artifact for revision 'main@sha1:[0-9a-f]{40}'$/m,
          /^helmrelease\.helm\.toolkit\.fluxcd\.io\/session-cache /m,
        ],
      },
      {
        run: `kubectl annotate ks ${name} ${inFlux} reconcile.fluxcd.io/requestedAt=first-${id} --overwrite`,
        stdout: `${ks}/${name} annotated`,
      },
      {
        run: `kubectl wait ks/${name} ${inFlux} --for=jsonpath='{.status.lastHandledReconcileAt}'=first-${id} --timeout=20s`,
        stdout: `${ks}/${name} condition met`,
      },
      {
        run: `kubectl patch ks ${name} ${inFlux} --type=merge -p '{"spec":{"suspend":true}}'`,
        stdout: `${ks}/${name} patched`,
      },
      {
        run: `kubectl annotate ks ${name} ${inFlux} reconcile.fluxcd.io/requestedAt=second-${id} --overwrite`,
        stdout: `${ks}/${name} annotated`,
      },
      {
        run: `kubectl wait ks/${name} ${inFlux} --for=jsonpath='{.status.lastHandledReconcileAt}'=second-${id} --timeout=2s`,
        code: 1,
        stderr:
          /^error: timed out waiting for the condition on kustomizations\/\w+$/m,
      },
      {
        run: `kubectl patch ks ${name} ${inFlux} --type=merge -p '{"spec":{"suspend":false}}'`,
        stdout: `${ks}/${name} patched`,
      },
      {
        run: `kubectl wait ks/${name} ${inFlux} --for=jsonpath='{.status.lastHandledReconcileAt}'=second-${id} --timeout=20s`,
        stdout: `${ks}/${name} condition met`,
      },
      {
        run: `kubectl describe ks ${name} ${inFlux}`,
        stdout: [/^ +Type: +Ready$/m, /ReconciliationSucceeded/],
      },
    ];
  },
};

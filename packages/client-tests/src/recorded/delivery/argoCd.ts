import type { CommandGroup } from '../Recorded';
import { bothKubectls } from '../kubectl/bothKubectls';

const sync = (more: object) =>
  JSON.stringify({ operation: { initiatedBy: { username: 'jo' }, ...more } });

export const argoCd: CommandGroup = {
  kind: 'commands',
  name: 'argo-cd',
  about: 'Applications: drift, a sync by their `operation`, a hard refresh.',
  clients: bothKubectls,
  cluster: 'prod-eu',
  steps: ({ minor }) => {
    // Each client has an Application of its own; none of `data` is synced by itself.
    const service = minor === 32 ? 'schema-registry' : 'clickstream';
    const app = `${service}-prod-eu`;
    const inArgoCd = '-n argocd';
    return [
      {
        run: `kubectl get applications ${inArgoCd}`,
        stdout: [
          /^NAME +SYNC STATUS +HEALTH STATUS$/m,
          /^cart-prod-eu +Synced +\w+$/m,
          /^cart-prod-us +Synced +\w+$/m,
        ],
      },
      {
        run: `kubectl get appprojects ${inArgoCd} -o name`,
        stdout: /^appproject\.argoproj\.io\/payments$/m,
      },
      {
        run: `kubectl wait app/${app} ${inArgoCd} --for=jsonpath='{.status.sync.status}'=Synced --timeout=30s`,
        stdout: `application.argoproj.io/${app} condition met`,
      },
      {
        run: `kubectl label deploy ${service} -n data app.kubernetes.io/part-of=nothing --overwrite`,
        stdout: `deployment.apps/${service} labeled`,
      },
      {
        run: `kubectl wait app/${app} ${inArgoCd} --for=jsonpath='{.status.sync.status}'=OutOfSync --timeout=30s`,
        stdout: `application.argoproj.io/${app} condition met`,
      },
      {
        run: `kubectl get app ${app} ${inArgoCd} -o jsonpath='{.status.resources[?(@.status=="OutOfSync")].kind}'`,
        stdout: 'Deployment',
      },
      {
        run: `kubectl patch app ${app} ${inArgoCd} --type=merge -p '${sync({
          sync: { revision: 'main', dryRun: true },
        })}'`,
        stdout: `application.argoproj.io/${app} patched`,
      },
      {
        run: `kubectl wait app/${app} ${inArgoCd} --for=jsonpath='{.status.operationState.phase}'=Succeeded --timeout=30s`,
        stdout: `application.argoproj.io/${app} condition met`,
      },
      {
        run: `kubectl get app ${app} ${inArgoCd}`,
        stdout: new RegExp(`^${app} +OutOfSync +\\w+$`, 'm'),
      },
      {
        run: `kubectl patch app ${app} ${inArgoCd} --type=merge -p '${sync({
          sync: { revision: 'main' },
        })}'`,
        stdout: `application.argoproj.io/${app} patched`,
      },
      {
        run: `kubectl wait app/${app} ${inArgoCd} --for=jsonpath='{.status.sync.status}'=Synced --timeout=30s`,
        stdout: `application.argoproj.io/${app} condition met`,
      },
      {
        run: `kubectl get deploy ${service} -n data -o jsonpath='{.metadata.labels.app\\.kubernetes\\.io/part-of}'`,
        stdout: 'data',
      },
      {
        run: `kubectl get app ${app} ${inArgoCd} -o jsonpath='{.status.operationState.message}|{.status.operationState.operation.initiatedBy.username}|{.operation}'`,
        stdout: 'successfully synced (all tasks run)|jo|',
      },
      {
        run: `kubectl annotate app ${app} ${inArgoCd} argocd.argoproj.io/refresh=hard`,
        stdout: `application.argoproj.io/${app} annotated`,
      },
      {
        run: `kubectl get events ${inArgoCd} --field-selector=involvedObject.name=${app}`,
        stdout: [
          /OperationCompleted +\S+ +Sync operation to [0-9a-f]{40} succeeded$/m,
          /Updated sync status: Synced -> OutOfSync$/m,
        ],
      },
      {
        // The controller takes it off when it has looked.
        run: `kubectl get app ${app} ${inArgoCd} -o jsonpath='{.metadata.annotations}'`,
        stdout: /^(?!.*refresh)/,
      },
    ];
  },
};

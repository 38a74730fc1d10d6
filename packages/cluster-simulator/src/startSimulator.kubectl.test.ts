import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findKubectls } from './server/testing/findKubectls';
import {
  runClientSteps,
  type ClientStep,
} from './server/testing/runClientSteps';
import { startSimulator } from './startSimulator';

const kubectls = findKubectls();

/** On a cluster that lives: controllers, scheduler and kubelets answer. In order; each sees what those before it left. */
const stepsOn = (node: string): readonly ClientStep[] => [
  { command: 'get pods -A', output: /NAMESPACE\s+NAME\s+READY\s+STATUS/ },
  { command: 'get all -n kube-system', output: /daemonset\.apps\// },
  { command: 'get nodes -o wide', output: /NotReady/ },
  { command: 'get pods -A -o name', output: /^pod\// },
  {
    command: 'get pods -A --field-selector=status.phase=Running -o json',
    output: /"kind": "List"/,
  },
  { command: 'get events -A', output: /NAMESPACE\s+LAST SEEN\s+TYPE/ },
  { command: 'describe nodes', output: /Conditions:[^]*Allocated resources:/ },
  { command: 'top nodes', output: /NAME\s+CPU\(cores\)/ },
  { command: 'top pods -n kube-system', output: /NAME\s+CPU\(cores\)/ },
  { command: 'cluster-info', output: /control plane.* is running at/ },
  { command: 'create namespace trial', output: /namespace\/trial created/ },
  {
    command: 'create deployment web -n trial --image=trial/web:1.0.0',
    output: /created/,
  },
  {
    command: 'rollout status deploy/web -n trial --timeout=30s',
    output: /successfully rolled out/,
  },
  {
    command: 'get pods -n trial -w',
    follows: true,
    output: /web-\S+\s+1\/1\s+Running/,
  },
  { command: 'describe pods -n trial', output: /Scheduled[^]*Started/ },
  { command: 'logs -n kube-system ds/kube-proxy --tail=3', output: /\S/ },
  {
    command: 'logs -f deploy/web -n trial --tail=1',
    follows: true,
    output: /\S/,
  },
  {
    command: 'set image deploy/web web=trial/web:2.0.0 -n trial',
    output: /image updated/,
  },
  {
    command: 'rollout status deploy/web -n trial --timeout=30s',
    output: /successfully rolled out/,
  },
  {
    command: 'rollout history deploy/web -n trial',
    output: /REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2/,
  },
  { command: 'rollout undo deploy/web -n trial', output: /rolled back/ },
  {
    command: 'wait deploy/web -n trial --for=condition=Available --timeout=30s',
    output: /condition met/,
  },
  {
    command:
      'get deploy web -n trial -o jsonpath={.spec.template.spec.containers[0].image}',
    output: /^trial\/web:1\.0\.0$/,
  },
  { command: 'exec deploy/web -n trial -- ls /', output: /^bin$/m },
  {
    command: 'exec -i deploy/web -n trial -- tee /tmp/a',
    stdin: 'typed',
    output: /^typed$/,
  },
  {
    command: 'exec deploy/web -n trial -- sh -c cat</nope',
    code: 1,
    output: /sh: \/nope: No such file or directory/,
  },
  {
    command: 'exec deploy/web -n trial -- nope',
    code: 1,
    output: /executable file not found in \$PATH/,
  },
  {
    command: 'attach deploy/web -n trial',
    follows: true,
    output: /\S/,
  },
  {
    command: 'port-forward deploy/web -n trial :8080',
    follows: true,
    output: /Forwarding from 127\.0\.0\.1:\d+ -> 8080/,
  },
  { command: 'rollout pause deploy/web -n trial', output: /paused/ },
  { command: 'rollout resume deploy/web -n trial', output: /resumed/ },
  {
    command: 'scale deploy/web -n trial --replicas=0 --timeout=10s',
    output: /scaled/,
  },
  {
    command: 'create job once -n trial --image=trial/once:1 -- sleep 1',
    output: /created/,
  },
  {
    command: 'wait job/once -n trial --for=condition=Complete --timeout=30s',
    output: /condition met/,
  },
  {
    command:
      'create cronjob tick -n trial --image=trial/tick:1 --schedule=@daily',
    output: /created/,
  },
  {
    command: 'create secret generic key -n trial --from-literal=a=b',
    output: /created/,
  },
  {
    command: 'create role reader -n trial --verb=get --resource=pods',
    output: /created/,
  },
  {
    command: 'create rolebinding reader -n trial --role=reader --user=eve',
    output: /created/,
  },
  {
    command: 'auth can-i get pods -n trial --as=eve',
    output: /^yes/,
  },
  { command: 'create quota q -n trial --hard=pods=9', output: /created/ },
  { command: `cordon ${node}`, output: /cordoned/ },
  { command: `get node ${node}`, output: /SchedulingDisabled/ },
  {
    command: `drain ${node} --ignore-daemonsets --delete-emptydir-data --force --timeout=40s`,
    output: /drained/,
  },
  { command: `uncordon ${node}`, output: /uncordoned/ },
  { command: `taint nodes ${node} a=b:NoSchedule`, output: /tainted/ },
  { command: `taint nodes ${node} a-`, output: /untainted/ },
  { command: 'delete namespace trial --timeout=40s', output: /deleted/ },
  {
    command: 'get pods -n trial',
    output: /No resources found in trial namespace/,
  },
];

(kubectls.length > 0
  ? describe.each([...kubectls])
  : describe.skip.each(['none']))('kubectl (%s) on a live cluster', kubectl => {
  jest.setTimeout(120_000);

  it('follows rollouts, logs, jobs and drains', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'orrery-kubectl-'));
    const simulator = await startSimulator({ clusters: ['edge'], quiet: true });
    try {
      const kubeconfig = path.join(home, 'config');
      writeFileSync(kubeconfig, simulator.kubeconfig);
      const [{ store }] = simulator.clusters;
      const node = store.list('nodes')[0].metadata.name;
      const failures = await runClientSteps(kubectl, stepsOn(node), {
        HOME: home,
        KUBECONFIG: kubeconfig,
        PATH: process.env.PATH,
      });
      expect(failures).toEqual([]);
    } finally {
      await simulator.stop();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

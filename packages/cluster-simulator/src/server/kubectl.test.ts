import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { customResourceSteps } from './testing/customResourceSteps';
import { findKubectls } from './testing/findKubectls';
import { runClientSteps, type ClientStep } from './testing/runClientSteps';
import { startTestApiServer } from './testing/startTestApiServer';

const kubectls = findKubectls();

const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "api:1", env: [{name: A, value: "1"}]}]}
`;

/** In order; each sees what those before it left. */
const steps: readonly ClientStep[] = [
  { command: 'version', output: /Server Version: v1\.32\.0/ },
  {
    command: 'api-resources --api-group=apps',
    output: /deployments\s+deploy\s+apps\/v1\s+true\s+Deployment/,
  },
  {
    command: 'get namespaces',
    output: /NAME\s+STATUS\s+AGE\ndefault\s+Active/,
  },
  {
    command: 'create configmap settings --from-literal=a=1',
    output: /configmap\/settings created/,
  },
  {
    command: 'create deployment web --image=nginx:1 --replicas=2 --port=80',
    output: /deployment.apps\/web created/,
  },
  { command: 'create sa bot', output: /serviceaccount\/bot created/ },
  { command: 'create token bot', output: /^eyJ/ },
  {
    command: 'get deploy web -o wide',
    output: /web\s+0\/2\s+0\s+0\s+\S+\s+nginx\s+nginx:1\s+app=web/,
  },
  { command: 'scale deploy web --replicas=3', output: /scaled/ },
  { command: 'set image deploy/web nginx=nginx:2', output: /image updated/ },
  { command: 'rollout restart deploy/web', output: /restarted/ },
  { command: 'label deploy web tier=front', output: /labeled/ },
  { command: 'annotate deploy web note=x', output: /annotated/ },
  {
    command: 'autoscale deploy web --min=1 --max=4 --cpu-percent=80',
    output: /autoscaled/,
  },
  {
    command: 'get hpa',
    output: /Deployment\/web\s+cpu: <unknown>\/80%\s+1\s+4/,
  },
  { command: 'expose deploy web --port=80', output: /service\/web exposed/ },
  { command: 'describe deploy web', output: /Replicas:\s+3 desired/ },
  {
    command: 'apply -f -',
    stdin: manifest,
    output: /deployment.apps\/api created/,
  },
  {
    command: 'apply -f -',
    stdin: manifest,
    output: /deployment.apps\/api unchanged/,
  },
  {
    command: 'diff -f -',
    stdin: manifest.replace('api:1', 'api:2'),
    code: 1,
    output: /\+.*image: api:2/,
  },
  {
    command: 'apply -f -',
    stdin: manifest.replace('api:1', 'api:2'),
    output: /deployment.apps\/api configured/,
  },
  {
    command: 'apply --server-side --field-manager=other -f -',
    stdin: manifest,
    code: 1,
    output:
      /Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps\/v1: \.spec\.template\.spec\.containers\[name="api"\]\.image/,
  },
  {
    command: 'apply --server-side --field-manager=other --force-conflicts -f -',
    stdin: manifest,
    output: /serverside-applied/,
  },
  {
    command:
      'patch deploy api --type=json -p [{"op":"replace","path":"/spec/replicas","value":5}]',
    output: /patched/,
  },
  {
    command: 'patch deploy api --type=merge -p {"spec":{"minReadySeconds":3}}',
    output: /patched/,
  },
  {
    command:
      'get deploy api -o jsonpath={.spec.replicas}/{.spec.minReadySeconds}',
    output: /^5\/3$/,
  },
  {
    command: 'explain deployment.spec.replicas',
    output: /FIELD: replicas <integer>/,
  },
  { command: 'auth can-i list pods', output: /^yes/ },
  {
    command: 'auth can-i delete pods --context=test-viewer',
    code: 1,
    output: /^no/,
  },
  { command: 'auth whoami --context=test-viewer', output: /orrery:viewers/ },
  {
    command: 'get secrets --context=test-viewer',
    code: 1,
    output:
      /Error from server \(Forbidden\): secrets is forbidden: User "viewer" cannot list/,
  },
  {
    command: 'auth can-i --list --context=test-viewer',
    output: /deployments|\*\.apps/,
  },
  {
    command: 'get pod nosuch',
    code: 1,
    output: /Error from server \(NotFound\): pods "nosuch" not found/,
  },
  {
    command: 'create -f -',
    stdin:
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"contaners":[]}}',
    code: 1,
    output: /strict decoding error: unknown field "spec.contaners"/,
  },
  {
    command: 'wait --for=jsonpath={.spec.replicas}=5 deploy/api --timeout=5s',
    output: /condition met/,
  },
  { command: 'delete deploy web api', output: /deployment.apps "web" deleted/ },
  { command: 'delete configmap --all', output: /configmap "settings" deleted/ },
  ...customResourceSteps,
];

(kubectls.length > 0
  ? describe.each([...kubectls])
  : describe.skip.each(['none']))('kubectl (%s) on an API server', kubectl => {
  jest.setTimeout(60_000);

  it('does its everyday work', async () => {
    const server = await startTestApiServer();
    const home = mkdtempSync(path.join(tmpdir(), 'orrery-kubectl-'));
    try {
      const kubeconfig = path.join(home, 'config');
      writeFileSync(kubeconfig, server.kubeconfig);
      const failures = await runClientSteps(kubectl, steps, {
        HOME: home,
        KUBECONFIG: kubeconfig,
        PATH: process.env.PATH,
      });
      expect(failures).toEqual([]);
    } finally {
      await server.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

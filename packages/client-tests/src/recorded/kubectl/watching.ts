import type { CommandGroup } from '../Recorded';
import { bothKubectls } from './bothKubectls';

export const watching: CommandGroup = {
  kind: 'commands',
  name: 'watching',
  about: 'Changes seen as they happen, and waits for them.',
  clients: bothKubectls,
  steps: () => [
    {
      run: 'kubectl create cm seen --from-literal=a=1',
      stdout: 'configmap/seen created',
    },
    {
      run: 'kubectl get cm seen -w',
      meanwhile: { when: /seen/, run: 'kubectl label cm seen x=y' },
      until: /seen.*\n.*seen.*\n/,
      stdout: /^NAME +DATA +AGE\nseen +1 +\d+s\nseen +1 +\d+s\n$/,
    },
    { run: 'kubectl create cm later', stdout: 'configmap/later created' },
    {
      run: 'kubectl get cm -w --output-watch-events',
      meanwhile: { when: /later/, run: 'kubectl delete cm later' },
      until: /DELETED.*\n/,
      stdout: [/^EVENT +NAME +DATA +AGE$/m, /^DELETED +later +0 +\d+s$/m],
    },
    {
      run: 'kubectl get cm -w -o json',
      meanwhile: {
        when: /seen/,
        run: `kubectl patch cm seen -p '{"data":{"a":"2"}}'`,
      },
      until: /"a": "2"/,
      stdout: /"a": "1"[^]*"a": "2"/,
    },
    {
      run: 'kubectl wait cm/coming --for=create --timeout=1s',
      code: 1,
      stderr: 'error: timed out waiting for the condition',
    },
    {
      run: "kubectl wait cm/seen --for=jsonpath='{.data.a}'=2 --timeout=5s",
      stdout: 'configmap/seen condition met',
    },
    {
      run: "kubectl wait cm/seen --for=jsonpath='{.data.a}'=3 --timeout=1s",
      code: 1,
      stderr: 'error: timed out waiting for the condition on configmaps/seen',
    },
    {
      run: 'kubectl wait cm --all --for=delete --timeout=1s',
      code: 1,
      stderr: /timed out waiting for the condition/,
    },
    {
      run: 'kubectl run seen --image=trial/seen:1',
      stdout: 'pod/seen created',
    },
    {
      run: 'kubectl events --for=pod/seen --watch',
      until: /Started/,
      stdout: /Normal +Scheduled +Pod\/seen[^]*Normal +Started +Pod\/seen/,
    },
    {
      run: 'kubectl get events --field-selector=involvedObject.name=seen --sort-by=.lastTimestamp -o custom-columns=R:.reason --no-headers',
      stdout: 'Scheduled\nPulling\nPulled\nCreated\nStarted',
    },
  ],
};

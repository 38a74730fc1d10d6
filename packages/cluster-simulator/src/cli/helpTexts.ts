import { INCIDENT_CATALOGUE } from '@orrery/telemetry-model';

const KINDS_TEXT = Object.entries(INCIDENT_CATALOGUE)
  .map(
    ([kind, { targets, title }]) =>
      `  ${kind.padEnd(20)} --${targets.toLowerCase().padEnd(10)} ${title}`,
  )
  .join('\n');

export const HELP = `Simulated Kubernetes clusters that real clients accept.

Usage: orrery-sim <command> [options]

  start         start the fleet and serve it until interrupted
  fault         make a cluster misbehave, or well again
  incident      let something go wrong in a service, a volume, a node or a zone
  kubeconfig    print the kubeconfig of a running fleet

Each command explains itself with --help.`;

export const START_HELP = `Usage: orrery-sim start [options]

  --seed N                 the same seed gives the same fleet (default 1)
  --clusters a,b           of prod-eu, prod-us, edge (default all)
  --pods N                 pods altogether, up to 50000 (default: the shop's, about 1200)
  --port BASE              ports of the clusters, counted up from BASE (default: free ones)
  --speed N                the fleet lives N times faster than real time, up to 3600 (default 1)
  --control-port N         port for "orrery-sim fault" (default 7390, 0: a free one)
  --kubeconfig-out FILE    write the kubeconfig there (default: orrery-sim.kubeconfig in the temporary folder)
  --quiet                  no rollouts, restarts and incidents by themselves
  --no-incidents           no incidents by themselves
  --incidents FILE         incidents of a plan in JSON instead of the usual ones, also with --quiet
  --no-delivery            without git, Argo CD, Rollouts, Flux, charts and Crossplane
  --json                   one line of JSON when ready
  --help`;

export const FAULT_HELP = `Usage: orrery-sim fault <cluster> <fault> [options]

  down                     refuse connections (--reset: cut them instead)
  slow                     delay answers (--latency MS, default 1000)
  429                      Too Many Requests (--ratio 0..1, --count N, --retry-after SECONDS)
  410                      expire watches and pages (--interval MS: again and again)
  drop-watches             end running watches (--reset, --interval MS)
  unauthorized             accept no credentials
  fail                     answer 403, 404, 500 or 503 (--code, default 503)
  clear [fault]            end one fault, or all

  --control-port N         where the simulator listens (default 7390)
  --help`;

export const INCIDENT_HELP = `Usage: orrery-sim incident start KIND TARGET [options]
       orrery-sim incident stop ID [options]
       orrery-sim incident list [options]
       orrery-sim incident schedule [options]

Kinds and their targets:
${KINDS_TEXT}

  --cluster NAME           default prod-eu
  -n, --namespace NAME     of the service or volume, where its name is not enough
  --at TIME                from now, like -30m or 10m (default: now)
  --for DURATION           like 20m (default: until it is stopped)
  --intensity N            above 0, up to 1 (default 0.8)
  --control-port N         where the simulator listens (default 7390)
  --help

Prints the truth about the incident: its root cause, start, affected services and evidence, or what happens by itself.`;

export const KUBECONFIG_HELP = `Usage: orrery-sim kubeconfig [--control-port N]

Prints the kubeconfig of the running fleet: one context per cluster, and <cluster>-viewer for reading only.`;

export const DEFAULT_CONTROL_PORT = 7390;

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findHelm } from './server/testing/findHelm';
import {
  runClientSteps,
  type ClientStep,
} from './server/testing/runClientSteps';
import { writeChart } from './server/testing/writeChart';
import { startSimulator } from './startSimulator';

const helm = findHelm();

/** In order; each sees what those before it left. */
const stepsWith = (chart: string): readonly ClientStep[] => [
  {
    command: `install shop ${chart} -n trial --create-namespace --wait --timeout 25s`,
    output: /STATUS: deployed\nREVISION: 1\n[^]*Served as shop-web\./,
  },
  {
    command: `install shop ${chart} -n trial`,
    code: 1,
    output: /cannot re-?use a name that is still in use/,
  },
  {
    command: 'list -A',
    output: /shop\s+trial\s+1\s+.*\s+deployed\s+shop-1\.0\.0/,
  },
  {
    command: 'status shop -n trial',
    output: /STATUS: deployed[^]*Deployment\n[^]*shop-web\s+2\/2\s+2\s+2/,
  },
  {
    command: `upgrade shop ${chart} -n trial --set tag=2.0.0 --wait --timeout 25s`,
    output: /has been upgraded[^]*REVISION: 2/,
  },
  {
    command: 'get all shop -n trial',
    output:
      /USER-SUPPLIED VALUES:\ntag: 2\.0\.0[^]*HOOKS:[^]*kind: Job[^]*trial\/web:2\.0\.0/,
  },
  { command: 'get values shop -n trial', output: /tag: 2\.0\.0/ },
  {
    command: `upgrade shop ${chart} -n trial --set tag=missing --wait --timeout 4s`,
    code: 1,
    output: /UPGRADE FAILED/,
  },
  {
    command: 'history shop -n trial',
    output:
      /1\s.*superseded.*Install complete\s*\n2\s.*deployed.*Upgrade complete\s*\n3\s.*failed/,
  },
  {
    command: 'rollback shop 1 -n trial --wait --timeout 25s',
    output: /Rollback was a success/,
  },
  {
    command: 'get manifest shop -n trial',
    output: /image: "trial\/web:1\.0\.0"/,
  },
  {
    command: 'history shop -n trial -o json',
    output: /"revision":4.*"status":"deployed".*"description":"Rollback to 1"/,
  },
  {
    command: 'uninstall shop -n trial --wait --timeout 25s',
    output: /release "shop" uninstalled/,
  },
  {
    command: 'status shop -n trial',
    code: 1,
    output: /release: not found/,
  },
];

(helm ? describe : describe.skip)(
  `helm (${
    helm ?? 'none found: set HELM or put helm on PATH'
  }) on a live cluster`,
  () => {
    jest.setTimeout(120_000);

    it('installs, upgrades, rolls back and uninstalls a chart', async () => {
      const home = mkdtempSync(path.join(tmpdir(), 'orrery-helm-'));
      const simulator = await startSimulator({
        clusters: ['edge'],
        quiet: true,
      });
      try {
        const kubeconfig = path.join(home, 'config');
        const chart = path.join(home, 'shop');
        writeFileSync(kubeconfig, simulator.kubeconfig, { mode: 0o600 });
        writeChart(chart);
        const failures = await runClientSteps(helm ?? '', stepsWith(chart), {
          HOME: home,
          KUBECONFIG: kubeconfig,
          PATH: process.env.PATH,
        });
        expect(failures).toEqual([]);
        const [{ store }] = simulator.clusters;
        const left = ['deployments.apps', 'services', 'widgets.example.org'];
        expect(left.flatMap(kind => store.list(kind, 'trial'))).toEqual([]);
      } finally {
        await simulator.stop();
        rmSync(home, { recursive: true, force: true });
      }
    });
  },
);

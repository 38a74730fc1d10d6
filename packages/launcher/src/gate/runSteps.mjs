/**
 * @typedef {import('./gateSteps.mjs').GateStep} GateStep
 * @typedef {import('./testReport.mjs').TestReport} TestReport
 */

/**
 * Runs the steps, two at a time (the machine we promise to be quick on has two cores), those marked `alone` by themselves
 * afterwards. Prints a line per step with its seconds, and the whole output of a step that failed.
 *
 * A step counts as one, and its tests, if it reports some, one each. A step whose process fails without a failed test
 * is itself the failure.
 * @param {readonly GateStep[]} steps
 * @param {object} options
 * @param {string} options.root
 * @param {import('../process/Children.mjs').Children} options.children
 * @param {AbortSignal} options.signal stops before the next step; the running ones end with `children`
 * @param {(line: string) => void} options.log
 * @returns {Promise<TestReport>}
 */
export async function runSteps(steps, { root, children, signal, log }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @param {GateStep} step */
  const runOne = async step => {
    const report = await runStep(step, { root, children, log });
    total.passed += report.passed;
    total.failed += report.failed;
    total.skipped += report.skipped;
  };
  const queue = steps.filter(step => !step.alone);
  const lane = async () => {
    for (
      let step = queue.shift();
      step !== undefined && !signal.aborted;
      step = queue.shift()
    )
      await runOne(step);
  };
  await Promise.all([lane(), lane()]);
  for (const step of steps.filter(({ alone }) => alone)) {
    if (!signal.aborted) await runOne(step);
  }
  return total;
}

/**
 * @param {GateStep} step
 * @param {{ root: string, children: import('../process/Children.mjs').Children, log: (line: string) => void }} options
 * @returns {Promise<TestReport>}
 */
async function runStep(step, { root, children, log }) {
  const startedMs = Date.now();
  /** @type {string[]} */
  const lines = [];
  const child = children.start({
    name: step.name,
    command: step.command,
    args: step.args,
    cwd: root,
    env: { FORCE_COLOR: '0', ...step.env },
    onLine: line => {
      lines.push(line);
      if (step.isProgress?.(line)) log(`    ${line}`);
    },
  });
  const how = await child.ended;
  await child.stop();
  await child.closed;
  const hasSucceeded = how === 'exit code 0';
  const { report, problem } = readReport(step, lines.join('\n'));
  const hasFailed = !hasSucceeded || problem !== undefined || report.failed > 0;

  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  const tests = step.report
    ? `, ${report.passed} passed, ${report.failed} failed`
    : '';
  log(`${hasFailed ? '✗' : '✓'} ${step.name} (${seconds} s${tests})`);
  if (hasFailed) {
    lines.forEach(line => log(`    ${line}`));
    log(`    ${step.name}: ${problem ?? how}`);
  }
  return {
    passed: report.passed + (hasFailed ? 0 : 1),
    failed: hasFailed && report.failed === 0 ? 1 : report.failed,
    skipped: report.skipped,
  };
}

/**
 * @param {GateStep} step
 * @param {string} output
 * @returns {{ report: TestReport, problem?: string }}
 */
function readReport(step, output) {
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (!step.report) return { report: none };
  try {
    return { report: step.report(output) };
  } catch (error) {
    return {
      report: none,
      problem: `no readable report (${
        error instanceof Error ? error.message : error
      })`,
    };
  }
}

import { watchSourceContract } from '@orrery/watch-cache/testing';
import { startScriptedHarness } from '../__testUtils__/startScriptedHarness';
import { startSimulatedHarness } from '../__testUtils__/startSimulatedHarness';

watchSourceContract(
  'HttpWatchSource on a scripted server',
  startScriptedHarness,
);

watchSourceContract('HttpWatchSource on the simulator', startSimulatedHarness);

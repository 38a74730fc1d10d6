export {
  clustersObjectConditions,
  clustersObjectRef,
  clustersObjectRules,
  createClustersObjectConditionalDecision,
} from './access/rules';
export { clustersPlugin as default, clustersPlugin } from './plugin';

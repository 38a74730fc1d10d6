export { appsPlugin as default } from './plugin';
export { appScopeOf } from './entity/appScopeOf';

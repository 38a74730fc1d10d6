const createConfig = require('@backstage/cli/config/eslint-factory');

/** Playwright's `test` and `expect`, which the Jest rules mistake for Jest's. */
const jestRules = [
  'expect-expect',
  'no-conditional-expect',
  'no-done-callback',
  'no-standalone-expect',
  'valid-expect',
];

module.exports = createConfig(__dirname, {
  rules: Object.fromEntries(jestRules.map(rule => [`jest/${rule}`, 'off'])),
});

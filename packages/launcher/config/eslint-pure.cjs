const createConfig = require('@backstage/cli/config/eslint-factory');

/**
 * The lint rules of a pure package: what it exports is documented, and it neither knows the time nor rolls dice.
 * @param {string} dir of the package
 */
module.exports = dir =>
  createConfig(dir, {
    plugins: ['jsdoc'],
    restrictedSrcSyntax: [
      {
        selector:
          "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
        message: 'A pure package takes the time as an argument.',
      },
      {
        selector:
          "MemberExpression[object.name='Math'][property.name='random']",
        message: 'A pure package takes `random: () => number` as an argument.',
      },
    ],
    overrides: [
      {
        files: ['src/**/*.ts'],
        excludedFiles: ['**/*.test.ts', '**/index.ts'],
        rules: {
          'jsdoc/require-jsdoc': [
            'error',
            {
              publicOnly: true,
              contexts: [
                'FunctionDeclaration',
                'ClassDeclaration',
                'TSInterfaceDeclaration',
                'TSTypeAliasDeclaration',
                'VariableDeclaration',
              ],
              require: { FunctionDeclaration: true, ClassDeclaration: true },
            },
          ],
        },
      },
    ],
  });

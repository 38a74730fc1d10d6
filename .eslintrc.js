module.exports = {
  root: true,
  rules: {
    'max-lines': [
      'warn',
      { max: 250, skipBlankLines: true, skipComments: true },
    ],
  },
};

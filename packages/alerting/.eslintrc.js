module.exports = require('../launcher/config/eslint-pure.cjs')(__dirname);

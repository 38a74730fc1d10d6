// Loaded into the backend process by `--require`. backstage-cli stays alive when the backend crashes, to start it again after
// the next edit, so the launcher could not tell a crash from a slow start without this line.
const { crashPrefix } = require('./crashPrefix.cjs');

process.on('exit', code => {
  if (code !== 0) process.stderr.write(`${crashPrefix}${code}\n`);
});

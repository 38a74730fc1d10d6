exports.crashPrefix = 'orrery: the backend process ended with exit code ';

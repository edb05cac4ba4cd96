// Required by a process under test that runs with --expose-gc: says what it holds when it is asked, without its garbage.
process.on('message', (message) => {
  if (message !== 'memory') return;
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ held: heapUsed + external });
});

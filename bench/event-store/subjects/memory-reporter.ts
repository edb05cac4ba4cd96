/** Loaded before the node: answers whoever started the process how much memory it holds once garbage is gone. */
process.on('message', (question) => {
  if (question !== 'memory') return;
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: { rss, heap: heapUsed, external } });
});

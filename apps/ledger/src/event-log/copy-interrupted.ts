import { type Terminal } from '../terminal.port';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Says something before a signal ends this process, which it then does as ever. Answers how to stop listening. */
export function whenInterrupted(text: string, { say }: Terminal): () => void {
  const stopListening = (): void => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  function end(signal: NodeJS.Signals): void {
    stopListening();
    say(text);
    process.kill(process.pid, signal);
  }
  for (const signal of SIGNALS) process.on(signal, end);
  return stopListening;
}

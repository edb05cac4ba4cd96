import { type Coverage } from './coverage';
import { ALL_AUDITORS } from './auditors/all-auditors';
import { auditedBy, firstFailing } from './lives-run';

/** So many lives of one seed, to be lived by a process of their own. */
export type BatchAsked = Readonly<{ seed: number; lives: number }>;
export type BatchDone = BatchAsked &
  Readonly<{ coverage: readonly (readonly [string, number])[]; story?: string }>;

export function isBatchDone(message: unknown): message is BatchDone {
  return typeof message === 'object' && message !== null && 'coverage' in message;
}

function isBatchAsked(message: unknown): message is BatchAsked {
  return typeof message === 'object' && message !== null && 'lives' in message;
}

function live({ seed, lives }: BatchAsked): BatchDone {
  const coverage: Coverage = new Map();
  const story = firstFailing({ seed, lives }, auditedBy(ALL_AUDITORS, coverage), auditedBy());
  return { seed, lives, coverage: [...coverage], ...(story !== undefined && { story }) };
}

if (require.main === module)
  process.on('message', (message) => {
    if (isBatchAsked(message)) process.send?.(live(message));
  });

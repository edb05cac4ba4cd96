// Run as a program: writes a backup of as many MB of events as it is told, reads it back, and prints how much memory that took.
import { type EventPages, type TransferredEvent } from '../src/transferred-event';
import { createArchive } from '../src/archive';

const BYTES_A_MB = 1_000_000;
const EVENT_BYTES = 50_000;
const EVENTS_A_PAGE = 80;
const KIB = 1_024;

function eventOf(number: number): TransferredEvent {
  return {
    stream: 'billingAccount-contoso',
    revision: BigInt(number),
    id: `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`,
    type: 'Noted',
    isJson: true,
    createdTicks: BigInt(number),
    data: Buffer.from(
      JSON.stringify({ text: `${number} `.repeat(EVENT_BYTES).slice(0, EVENT_BYTES) }),
    ),
    metadata: Buffer.from('{}'),
  };
}

async function* pagesOf(events: number): EventPages {
  for (let from = 0; from < events; from += EVENTS_A_PAGE)
    yield await Promise.resolve(
      Array.from({ length: Math.min(EVENTS_A_PAGE, events - from) }, (_, at) => eventOf(from + at)),
    );
}

async function main([path = '', megabytes = '']: readonly string[]): Promise<void> {
  const events = Math.ceil((Number(megabytes) * BYTES_A_MB) / EVENT_BYTES);
  const header = { made: '2021-01-15T12:00:00.000Z', release: '1.2.3', from: 'a test' };
  const { footer } = await createArchive(path, {
    contents: { header, pages: pagesOf(events) },
    onWritten: () => undefined,
    saw: () => undefined,
    onPlaced: () => undefined,
    signal: new AbortController().signal,
  });
  const memoryMb = (process.resourceUsage().maxRSS * KIB) / BYTES_A_MB;
  console.log(JSON.stringify({ events: footer.events, bytes: footer.bytes, memoryMb }));
}

const WORDS_BEFORE = 2;
void main(process.argv.slice(WORDS_BEFORE));

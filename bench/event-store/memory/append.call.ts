import { type ServerDuplexStream } from '@grpc/grpc-js';
import { type AppendChunk, appendedAnswer } from './append-message';
import { type LiveReaders } from './live-readers';

const POSITION_STEP = 700;

type Begun = { stream: Buffer; proposals: readonly Buffer[] };

/** Counts what is appended; nothing of it is kept, nothing is checked. */
export class MemoryAppends {
  private readonly heads = new Map<string, number>();
  private position = 64;

  constructor(private readonly live: LiveReaders) {}

  serve(call: ServerDuplexStream<AppendChunk, Buffer>): void {
    const begun = new Map<string, Begun>();
    call.on('data', (chunk: AppendChunk) => {
      const whole = joined(begun, chunk);
      if (whole !== undefined) call.write(this.append(chunk.correlationId, whole));
    });
    call.on('end', () => {
      call.end();
    });
    call.on('error', () => undefined);
  }

  private append(correlationId: Buffer, { stream, proposals }: Begun): Buffer {
    const name = stream.toString('latin1');
    let revision = this.heads.get(name) ?? -1;
    for (const proposal of proposals) {
      revision += 1;
      this.position += POSITION_STEP;
      this.live.tell({ proposal, stream, revision, position: this.position });
    }
    this.heads.set(name, revision);
    return appendedAnswer({ correlationId, stream, revision, position: this.position });
  }
}

/** The append that a chunk completes. Nearly all come in one chunk, and nothing is kept for those. */
function joined(begun: Map<string, Begun>, chunk: AppendChunk): Begun | undefined {
  const { correlationId, stream, proposals, isFinal } = chunk;
  if (isFinal && begun.size === 0) return chunk;
  const key = correlationId.toString('latin1');
  const before = begun.get(key);
  const whole = {
    stream: before?.stream ?? stream,
    proposals: [...(before?.proposals ?? []), ...proposals],
  };
  begun.set(key, whole);
  if (!isFinal) return undefined;
  begun.delete(key);
  return whole;
}

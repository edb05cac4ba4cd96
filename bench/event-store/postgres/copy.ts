import { type Client, type Connection, type Submittable } from 'pg';

const COPY_DATA = 0x64;
const COPY_DONE = Buffer.from([0x63, 0, 0, 0, 4]);
const LENGTH_BYTES = 4;

type Settle = Readonly<{ resolve: (value: Copied) => void; reject: (error: Error) => void }>;

/** How much a COPY moved. */
export type Copied = Readonly<{ rows: number; bytes: number }>;

/** A COPY as the driver runs its queries; `input` is what it sends, nothing when the server sends. */
class Copy implements Submittable {
  private rows = 0;
  private bytes = 0;
  private failure: Error | undefined;

  constructor(
    private readonly statement: string,
    private readonly input: Buffer | undefined,
    private readonly settle: Settle,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: Connection): void {
    const input = this.input ?? Buffer.alloc(0);
    const head = Buffer.alloc(1 + LENGTH_BYTES);
    head[0] = COPY_DATA;
    head.writeInt32BE(input.length + LENGTH_BYTES, 1);
    connection.stream.cork();
    connection.stream.write(head);
    connection.stream.write(input);
    connection.stream.write(COPY_DONE);
    connection.stream.uncork();
  }

  handleCopyData({ chunk }: Readonly<{ chunk: Buffer }>): void {
    this.bytes += chunk.length;
  }

  handleCommandComplete({ text }: Readonly<{ text: string }>): void {
    this.rows = Number(text.split(' ').at(-1));
  }

  handleError(error: Error): void {
    this.failure = error;
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) this.settle.resolve({ rows: this.rows, bytes: this.bytes });
  }
}

/** `copy … from stdin` of one buffer. */
export function copyIn(client: Client, statement: string, input: Buffer): Promise<Copied> {
  return new Promise((resolve, reject) => {
    client.query(new Copy(statement, input, { resolve, reject }));
  });
}

/** `copy … to stdout`: everything is received and counted. */
export function copyOut(client: Client, statement: string): Promise<Copied> {
  return new Promise((resolve, reject) => {
    client.query(new Copy(statement, undefined, { resolve, reject }));
  });
}

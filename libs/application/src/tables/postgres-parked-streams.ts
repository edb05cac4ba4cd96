import { type StreamName } from '#event-log';
import {
  type Fault,
  type ParkedBoard,
  type ParkedStream,
  parkStream,
  type Reader,
} from '#read-models';
import { ParkedStreams } from '../ports/parked-streams.port';

/** The table of parked streams, as this process last heard of it. */
export class PostgresParkedStreams extends ParkedStreams {
  constructor(
    private readonly reader: Reader,
    private readonly board: ParkedBoard,
  ) {
    super();
  }

  override of(stream: StreamName): ParkedStream | undefined {
    return this.board.of(stream);
  }

  override changes(): number {
    return this.board.changes();
  }

  override park(fault: Fault): Promise<void> {
    return parkStream((statement, parameters) => this.reader.query(statement, parameters), fault);
  }
}

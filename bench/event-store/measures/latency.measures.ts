import { fixed, median, table } from '../../figures';
import { type Bench } from '../bench';
import { connectedClient, disconnect } from '../load/connected-client';
import { type Latencies } from './measure';
import { type Delivered, Deliveries } from '../load/deliveries';

const IN_FLIGHT = 16;

type Subject = 'node' | 'memory';
type Load = 'idle' | 'busy';
type Round = Readonly<Record<Subject, Readonly<Record<Load, Delivered>>>>;

async function deliveriesOf(port: number, seconds: number): Promise<Record<Load, Delivered>> {
  const writer = await connectedClient(port);
  const reader = await connectedClient(port);
  const deliveries = await Deliveries.open(writer, reader);
  const idle = await deliveries.idle(seconds);
  const busy = await deliveries.underLoad(IN_FLIGHT, seconds);
  await deliveries.close();
  await Promise.all([disconnect(writer), disconnect(reader)]);
  return { idle, busy };
}

const middle = (rounds: readonly Round[], of: (round: Round) => number) => median(rounds.map(of));

function rowOf(rounds: readonly Round[], name: string, load: Load): readonly string[] {
  const cells = (['median', 'p99'] as const).flatMap((figure) => [
    fixed(
      middle(rounds, ({ node }) => node[load][figure]),
      2,
    ),
    fixed(
      middle(rounds, ({ memory }) => memory[load][figure]),
      2,
    ),
  ]);
  const ratio = middle(rounds, ({ node, memory }) => node[load].median / memory[load].median);
  return [name, ...cells, fixed(ratio, 2)];
}

/** How long an event is on its way from its writer to a subscriber, beside a server that only passes it on. */
export async function measureLatency(
  { node, memoryPort }: Bench,
  { sliceSeconds, rounds }: Readonly<{ sliceSeconds: number; rounds: number }>,
  print: (line: string) => void,
): Promise<Latencies> {
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1)
    done.push({
      node: await deliveriesOf(node.port, sliceSeconds),
      memory: await deliveriesOf(memoryPort, sliceSeconds),
    });
  print(
    table(
      ['append to subscriber, ms', 'median', 'ceiling', 'p99', 'ceiling', 'median ÷ ceiling'],
      [rowOf(done, 'one at a time', 'idle'), rowOf(done, `${IN_FLIGHT} in flight`, 'busy')],
    ),
  );
  return {
    idle: middle(done, ({ node: subject }) => subject.idle.median),
    busy: middle(done, ({ node: subject }) => subject.busy.median),
  };
}

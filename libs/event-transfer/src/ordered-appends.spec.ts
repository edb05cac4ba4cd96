// Against a server that answers as a real one may and the node never does.
import { AllStreamPosition } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { chainedEvents } from '../../../test/support/chained-events';
import { OrderedAppends } from './ordered-appends';
import { ProtocolClient } from './protocol-client';
import { runsOf } from './stream-runs';
import { TransferNotExact, TransferRefused } from './transfer-failures';

const RUNS = runsOf(chainedEvents(['contoso', 'fabrikam'], 100));
const SILENCE_MS = 300;

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
/** What the server does with the append that reaches it as number so and so, from 0. */
type Script = (request: BatchAppendReq, call: Call, number: number) => void;

function answerTo(request: BatchAppendReq): BatchAppendResp {
  return new BatchAppendResp().setCorrelationId(request.getCorrelationId());
}

function writtenAt(request: BatchAppendReq, position: number): BatchAppendResp {
  const place = new AllStreamPosition().setCommitPosition(String(position));
  const success = new BatchAppendResp.Success().setPosition(place).setCurrentRevision('0');
  return answerTo(request).setSuccess(success);
}

function failed(request: BatchAppendReq, error: string): BatchAppendResp {
  const details = new Any().setTypeUrl(`type.googleapis.com/event_store.client.${error}`);
  return answerTo(request).setError(new Status().setMessage('so it is').setDetails(details));
}

function idsOf(request: BatchAppendReq): string {
  const events = request.getProposedMessagesList();
  return events.map((event) => event.getId()?.getString() ?? '').join(' ');
}

const ORDER = RUNS.map(({ events }) => events.map(({ id }) => id).join(' '));

describe('appends in order', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** The appends of a store that follows a script, and the ids of every append that reached it. */
  const storeThat = async (script: Script) => {
    const reached: string[] = [];
    const batchAppend = (call: Call): void => {
      call.on('data', (request: BatchAppendReq) => {
        reached.push(idsOf(request));
        script(request, call, reached.length - 1);
      });
      call.on('error', () => undefined);
    };
    const server = new Server();
    const served: UntypedServiceImplementation = { batchAppend };
    server.addService({ batchAppend: StreamsService.batchAppend }, served);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const client = ProtocolClient.at(`esdb://127.0.0.1:${port}?tls=false`);
    const store = { name: 'the store', open: () => client.append() };
    const appends = new OrderedAppends(store, SILENCE_MS);
    closing.push(() => {
      appends.close();
      server.forceShutdown();
      void client.disconnect();
    });
    return { appends, reached };
  };

  it('has at most 64 under way, and goes on as answers come', async () => {
    const held: (() => void)[] = [];
    let most = 0;
    const { appends, reached } = await storeThat((request, call, number) => {
      held.push(() => call.write(writtenAt(request, number)));
      most = Math.max(most, held.length);
      setTimeout(() => held.shift()?.(), 5);
    });
    await appends.append(RUNS);
    expect(reached).toEqual(ORDER);
    expect(most).toBeLessThanOrEqual(64);
    expect(most).toBeGreaterThan(1);
  });

  it('takes answers in any order, as long as their positions are in the order sent', async () => {
    const held: BatchAppendResp[] = [];
    const { appends } = await storeThat((request, call, number) => {
      held.push(writtenAt(request, number));
      if (held.length % 4 === 0) for (const each of held.splice(0).reverse()) call.write(each);
    });
    await expect(appends.append(RUNS)).resolves.toBeUndefined();
  });

  it('stops at a store that writes in another order than it was sent', async () => {
    const { appends } = await storeThat((request, call, number) => {
      // 0, 2, 1, 3, 5, 4, …
      const place = number % 3 === 0 ? number : number + (number % 3 === 1 ? 1 : -1);
      call.write(writtenAt(request, place));
    });
    const stopped = appends.append(RUNS);
    await expect(stopped).rejects.toThrow(TransferNotExact);
    await expect(stopped).rejects.toThrow(
      'the store did not keep the order: event 3 of stream billingAccount-contoso',
    );
  });

  it('sends what timed out again with all after it, under the same ids', async () => {
    const { appends, reached } = await storeThat((request, call, number) => {
      call.write(number === 5 ? failed(request, 'Timeout') : writtenAt(request, number));
    });
    await appends.append(RUNS.slice(0, 10));
    const again = reached.lastIndexOf(ORDER[5] ?? '');
    expect(again).toBeGreaterThan(5);
    expect(reached.slice(again)).toEqual(ORDER.slice(5, 10));
  });

  it('sends what is not answered again', async () => {
    const { appends, reached } = await storeThat((request, call, number) => {
      if (number !== 2) call.write(writtenAt(request, number));
    });
    await appends.append(RUNS.slice(0, 3));
    expect(reached).toEqual([...ORDER.slice(0, 3), ORDER[2]]);
  });

  it.each([
    [
      'AccessDenied',
      'refuses to append billingAccount-contoso from event 0 on: AccessDenied so it',
    ],
    ['MaximumAppendSizeExceeded', 'MaximumAppendSizeExceeded so it is'],
    ['BadRequest', 'BadRequest so it is'],
  ])('does not repeat what is refused as %s', async (error, words) => {
    const { appends, reached } = await storeThat((request, call) => {
      call.write(failed(request, error));
    });
    const refused = appends.append(RUNS.slice(0, 1));
    await expect(refused).rejects.toThrow(TransferRefused);
    await expect(refused).rejects.toThrow(words);
    expect(reached).toHaveLength(1);
  });
});

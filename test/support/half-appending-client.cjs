// A client that begins an append to each stream it is given, on a connection each, and finishes none: its parent kills it.
const { randomUUID } = require('node:crypto');
const { StreamsClient } = require('@eventstore/db-client/generated/streams_grpc_pb');
const { AppendReq } = require('@eventstore/db-client/generated/streams_pb');
const { Empty, StreamIdentifier, UUID } = require('@eventstore/db-client/generated/shared_pb');
const { credentials } = require('@grpc/grpc-js');

const EVENTS = 2;
const [, , port, ...streams] = process.argv;

function messagesTo(stream) {
  const options = new AppendReq.Options()
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setAny(new Empty());
  const events = Array.from({ length: EVENTS }, () => {
    const event = new AppendReq.ProposedMessage().setId(new UUID().setString(randomUUID()));
    event.getMetadataMap().set('type', 'T').set('content-type', 'application/json');
    return new AppendReq().setProposedMessage(event);
  });
  return [new AppendReq().setOptions(options), ...events];
}

async function begin(stream) {
  const client = new StreamsClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
  });
  const call = client.append(() => undefined);
  call.on('error', () => undefined);
  for (const message of messagesTo(stream))
    await new Promise((resolve) => call.write(message, resolve));
}

void Promise.all(streams.map(begin)).then(() => process.send('begun'));

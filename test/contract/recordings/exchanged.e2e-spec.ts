import { KNOWN_DIFFERENCES } from '../../support/conformance/known-differences';
import { type Conversation, startConversation } from './conversation';
import { stale, unlisted } from './deviations';
import { describeRecorded, recordedConversation } from './recorded-conversation';
import { type Replay } from './replay';

const START_MS_MAX = 60_000;
/** The two orders of which one each is returned. */
const RETURNED = [
  ['85334623-a4b6-4b61-a3f4-e78ff02c33de', 'a21526d3-1b94-4b43-a6b3-6f496e893251'],
  ['66c42073-5bd1-475d-87d9-e9e6ac95cce7', '257c402b-3c6f-4979-9ab7-31f88d0ce1fe'],
] as const;

describeRecorded('what was recorded of exchanging, said again', () => {
  let conversation: Conversation;
  let replay: Replay;

  beforeAll(async () => {
    conversation = await startConversation();
    replay = conversation.replay();
    for (const [recordedOrder, recordedReservation] of RETURNED) {
      const { order, reservation } = await conversation.buy({ sku: 'Standard_B1s', quantity: 1 });
      replay.know(recordedOrder, order).know(recordedReservation, reservation);
    }
  }, START_MS_MAX);
  afterAll(() => conversation.system.stop());

  it('reservation_exchange: two are given back for three and three, calculated and carried out', async () => {
    const conversed = recordedConversation('cli.reservation_exchange');
    const [calculate, , calculated, exchange, running] = conversed;
    await replay.say('calculateExchange', calculate);
    await replay.say('calculateExchange result', calculated);
    await conversation.system.pauseProjection();
    await replay.say('exchange', exchange);
    await replay.say('exchange, running', running);
    conversation.system.resumeProjection();
    await replay.until('Succeeded', conversed.at(-1));
    await replay.say('exchange result', conversed.at(-1));
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('meets every difference from the specification that has a reason', async () => {
    const { met } = await conversation.system.answers.summary();
    expect(KNOWN_DIFFERENCES.filter((known) => !met.includes(known))).toEqual([]);
  });

  it('differs in nothing that is listed and does not occur', () => {
    expect(stale(replay.compared, replay.operations)).toEqual([]);
  });
});

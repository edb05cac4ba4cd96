import { type Conversation, startConversation } from './conversation';
import { stale, unlisted } from './deviations';
import { describeRecorded, recordedConversation } from './recorded-conversation';
import { type Replay } from './replay';

const START_MS_MAX = 60_000;
const RECORDED_ORDER = '62069b8a-8f84-49ab-9a4a-f69009390876';
const RECORDED_RESERVATION = '9cb27776-afb6-43f6-8493-70dd3cd9321f';

describeRecorded('what was recorded of giving back, said again', () => {
  let conversation: Conversation;
  let replay: Replay;

  beforeAll(async () => {
    conversation = await startConversation();
    const { order, reservation } = await conversation.buy({ quantity: 3 });
    replay = conversation.replay();
    replay.know(RECORDED_ORDER, order).know(RECORDED_RESERVATION, reservation);
  }, START_MS_MAX);
  afterAll(() => conversation.system.stop());

  it('reservation_refund: a refund is calculated, one of three given back, and the order read', async () => {
    const [calculate, giveBack, read] = recordedConversation('cli.reservation_refund');
    await replay.say('calculateRefund', calculate);
    await replay.say('return', giveBack);
    await replay.say('get order after a return', read);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('differs in nothing that is listed and does not occur', () => {
    expect(stale(replay.compared, replay.operations)).toEqual([]);
  });
});

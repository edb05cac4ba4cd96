import { type Conversation, startConversation, SUSE_WISH } from './conversation';
import { stale, unlisted } from './deviations';
import { describeRecorded, recordedConversation } from './recorded-conversation';
import { type Replay } from './replay';

const START_MS_MAX = 60_000;

describeRecorded('what was recorded of lists over all orders, said again', () => {
  let conversation: Conversation;
  let replay: Replay;
  const replays: Replay[] = [];

  beforeAll(async () => {
    conversation = await startConversation();
    const one = { quantity: 1, term: 'P3Y', isUsed: true } as const;
    await conversation.buy({ ...SUSE_WISH, ...one, billingPlan: 'Upfront' });
    await conversation.buy(one);
    const cancelled = await conversation.buy({ ...one, isUsed: false });
    await conversation.giveBack(cancelled, 1);
  }, START_MS_MAX);
  afterAll(() => conversation.system.stop());
  beforeEach(() => {
    replay = conversation.replay();
    replays.push(replay);
  });

  it('list_reservations: all, the cancelled ones, those of one type, the largest first', async () => {
    const [all, cancelled, filtered, ordered] = recordedConversation('cli.list_reservations');
    await replay.say('list all', all);
    await replay.say('list all, selectedState', cancelled);
    await replay.say('list all, $filter', filtered);
    await replay.say('list all, $orderby', ordered);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('get_catalog: what is sold in one region', async () => {
    const [catalog] = recordedConversation('cli.get_catalog');
    await replay.say('catalogs', catalog);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('get_applied_reservation_order_ids: the orders that apply to a subscription', async () => {
    const [applied] = recordedConversation('cli.get_applied_reservation_order_ids');
    await replay.say('appliedReservations', applied);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('differs in nothing that is listed and does not occur', () => {
    const compared = replays.flatMap((each) => each.compared);
    const operations = new Set(replays.flatMap((each) => [...each.operations]));
    expect(stale(compared, operations)).toEqual([]);
  });
});

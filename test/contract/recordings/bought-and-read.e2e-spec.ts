import { type Conversation, startConversation } from './conversation';
import { stale, unlisted } from './deviations';
import { describeRecorded, recordedConversation } from './recorded-conversation';
import { type Replay } from './replay';

const START_MS_MAX = 60_000;
const ORDERS_OF_A_PAGE = 50;
const BOB = { principal: 'bob@contoso.example' };
const RECORDED_ORDER = '73e63333-9b94-442c-8a5d-9403ba0e8b87';
const RECORDED_RESERVATION = 'ab9761bb-324c-474a-b96c-3471bd643328';

describeRecorded('what was recorded of buying and reading, said again', () => {
  let conversation: Conversation;
  let replay: Replay;
  const replays: Replay[] = [];

  beforeAll(async () => {
    conversation = await startConversation();
  }, START_MS_MAX);
  afterAll(() => conversation.system.stop());
  beforeEach(() => {
    replay = conversation.replay();
    replays.push(replay);
  });

  it('calculate_reservation_order: a price is quoted, month by month', async () => {
    const [quote] = recordedConversation('cli.calculate_reservation_order');
    await replay.say('calculatePrice', quote);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('purchase_reservation_order: it is quoted, bought and read', async () => {
    const [quote, purchase, read] = recordedConversation('cli.purchase_reservation_order');
    await replay.say('calculatePrice', quote);
    await replay.say('purchase', purchase);
    await replay.say('get new order', read);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  describe('of a reservation that was bought before', () => {
    beforeEach(async () => {
      const { order, reservation } = await conversation.buy({ isUsed: true });
      replay.know(RECORDED_ORDER, order).know(RECORDED_RESERVATION, reservation);
    });

    it('get_reservation_order: the order is read', async () => {
      const [read] = recordedConversation('cli.get_reservation_order');
      await replay.say('get order', read);
      expect(unlisted(replay.compared)).toEqual([]);
    });

    it('get_reservation: the reservation is read', async () => {
      const [read] = recordedConversation('cli.get_reservation');
      await replay.say('get reservation', read);
      expect(unlisted(replay.compared)).toEqual([]);
    });

    it('list_reservations_in_order: the reservations of the order are listed', async () => {
      const [list] = recordedConversation('cli.list_reservations_in_order');
      await replay.say('list reservations of an order', list);
      expect(unlisted(replay.compared)).toEqual([]);
    });
  });

  it(
    'list_reservation_order: orders are listed, page by page',
    async () => {
      const upfront = { as: BOB, quantity: 1, billingPlan: 'Upfront' } as const;
      for (let bought = 0; bought < ORDERS_OF_A_PAGE; bought += 1)
        await conversation.buy({ ...upfront, term: 'P3Y' });
      await conversation.buy(upfront);
      replay = conversation.replay(BOB);
      replays.push(replay);
      const [first, second, last] = recordedConversation('cli.list_reservation_order');
      await replay.say('list orders', first);
      // Our second page is the last one: the request of theirs, and the answer of their last.
      if (second !== undefined && last !== undefined)
        await replay.say('list orders, last page', { ...last, request: second.request });
      expect(unlisted(replay.compared)).toEqual([]);
    },
    START_MS_MAX,
  );

  it('differs in nothing that is listed and does not occur', () => {
    const compared = replays.flatMap((each) => each.compared);
    const operations = new Set(replays.flatMap((each) => [...each.operations]));
    expect(stale(compared, operations)).toEqual([]);
  });
});

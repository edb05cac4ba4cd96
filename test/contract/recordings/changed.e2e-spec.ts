import { type AzureReservationAPI } from '@azure/arm-reservations';
import {
  ALICE,
  type Bought,
  type Conversation,
  nameIn,
  startConversation,
  SUBSCRIPTION,
} from './conversation';
import { stale, unlisted } from './deviations';
import { describeRecorded, recordedConversation } from './recorded-conversation';
import { type Replay } from './replay';

const START_MS_MAX = 60_000;

/** In each recording the first two ids of its first path: an order and one of its reservations. */
function known(replay: Replay, path: string, { order, reservation }: Bought): Replay {
  const [recordedOrder = '', recordedReservation = ''] = path.match(/[0-9a-f-]{36}/g) ?? [];
  return replay.know(recordedOrder, order).know(recordedReservation, reservation);
}

function idOf({ order, reservation }: Bought): string {
  return `/providers/Microsoft.Capacity/reservationOrders/${order}/reservations/${reservation}`;
}

describeRecorded('what was recorded of changing reservations, said again', () => {
  let conversation: Conversation;
  let client: AzureReservationAPI;
  const replays: Replay[] = [];

  const split = async (bought: Bought, quantities: number[]): Promise<Bought[]> => {
    const parts = await client.reservation.beginSplitAndWait(bought.order, {
      quantities,
      reservationId: idOf(bought),
    });
    return parts
      .filter(({ properties }) => properties?.provisioningState === 'Succeeded')
      .map(({ name }) => ({ order: bought.order, reservation: nameIn(name) }));
  };
  const replayed = (file: string, bought: Bought) => {
    const conversed = recordedConversation(file);
    const replay = known(conversation.replay(), conversed[0]?.request.path ?? '', bought);
    replays.push(replay);
    return { conversed, replay };
  };

  beforeAll(async () => {
    conversation = await startConversation();
    client = conversation.system.client(ALICE);
  }, START_MS_MAX);
  afterAll(() => conversation.system.stop());

  it('split_and_merge: what was merged before is read, split in two and merged again', async () => {
    const bought = await conversation.buy({ sku: 'Standard_B1s', quantity: 2 });
    const parts = await split(bought, [1, 1]);
    const merged = await client.reservation.beginMergeAndWait(bought.order, {
      sources: parts.map(idOf),
    });
    const whole = merged.find(({ properties }) => properties?.provisioningState === 'Succeeded');
    const { conversed, replay } = replayed('cli.split_and_merge', {
      order: bought.order,
      reservation: nameIn(whole?.name),
    });
    const [read, splitting, splitResult, merging, mergeResult] = conversed;
    await replay.say('get merged reservation', read);
    await replay.say('split', splitting);
    await replay.follow('split result', splitResult);
    await replay.say('merge', merging);
    await replay.follow('merge result', mergeResult);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('update_reservation: scope, name and renewal are changed, and the renewal read', async () => {
    const bought = await conversation.buy({ sku: 'Standard_D1_v2', quantity: 8 });
    const [, seven = bought] = await split(bought, [1, 7]);
    await client.reservation.beginUpdateAndWait(seven.order, seven.reservation, {
      instanceFlexibility: 'Off',
      appliedScopeType: 'Single',
      appliedScopes: [`/subscriptions/${SUBSCRIPTION}`],
    });
    const { conversed, replay } = replayed('cli.update_reservation', seven);
    const [shared, single, named, renewing, read] = conversed;
    await replay.say('update scope to Shared', shared);
    await replay.say('update scope to Single', single);
    await replay.say('update name', named);
    await replay.say('update renewal', renewing);
    await replay.say('get reservation with its renewal', read);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('list_reservation_history: the revisions of a reservation that was renamed', async () => {
    const bought = await conversation.buy();
    await client.reservation.beginUpdateAndWait(bought.order, bought.reservation, {
      name: 'Renamed',
    });
    const { conversed, replay } = replayed('cli.list_reservation_history', bought);
    await replay.say('list revisions', conversed[0]);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('archive_unarchive_reservation: a cancelled reservation is archived and taken back', async () => {
    const bought = await conversation.buy({ quantity: 1 });
    await conversation.giveBack(bought, 1);
    const { conversed, replay } = replayed('cli.archive_unarchive_reservation', bought);
    const [archive, unarchive] = conversed;
    await replay.say('archive', archive);
    await replay.say('unarchive', unarchive);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('reservation_available_scope: a subscription is asked whether it could be the scope', async () => {
    const bought = await conversation.buy();
    const { conversed, replay } = replayed('cli.reservation_available_scope', bought);
    await replay.say('availableScopes', conversed[0]);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('reservation_order_change_directory: an order moves to another directory', async () => {
    const bought = await conversation.buy();
    const { conversed, replay } = replayed('cli.reservation_order_change_directory', bought);
    await replay.say('changeDirectory', conversed[0]);
    expect(unlisted(replay.compared)).toEqual([]);
  });

  it('differs in nothing that is listed and does not occur', () => {
    const compared = replays.flatMap((each) => each.compared);
    const operations = new Set(replays.flatMap((each) => [...each.operations]));
    expect(stale(compared, operations)).toEqual([]);
  });
});

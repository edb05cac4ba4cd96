import { commandId, eventId, mintedId, parsedCommandId } from '#event-log';

const command = commandId('PurchaseReservation', '5a2f0d0e-7a35-4c36-9d0a-0d1f6f3ce0a1');

test('ids are what they have always been', () => {
  expect([
    command,
    eventId(command, 0),
    eventId(command, 1),
    mintedId(command, 'charge', 0),
  ]).toEqual([
    'f9aea660-9634-5725-82a9-7ee8c5c193e3',
    'a1c246e8-00a6-54f4-99ba-5d245d78b1cf',
    '8f2bc775-a090-50b5-a165-5e539f8247ad',
    '0135876a-05ea-5300-aad2-e5160ad7a245',
  ]);
});

test('the same order from outside is the same command', () => {
  expect(commandId('a', 'b', 'c')).toBe(commandId('a', 'b', 'c'));
});

test('no two ways of naming a command run together', () => {
  const names = [
    commandId('a', 'b'),
    commandId('a', 'b', ''),
    commandId('a', 'b', 'c'),
    commandId('a', 'b,c'),
    commandId('a', 'b","c'),
    commandId('ab', 'c'),
    commandId('b', 'a'),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test('no event and no minted id of a command has the id of another', () => {
  const ids = [0, 1, 11].flatMap((n) => [
    eventId(command, n),
    mintedId(command, 'charge', n),
    mintedId(command, 'charge 1', n),
    mintedId(command, 'line', n),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([-1, 0.5, Number.NaN])('%d is not a place in a command', (n) => {
  expect(() => eventId(command, n)).toThrow(RangeError);
  expect(() => mintedId(command, 'charge', n)).toThrow(RangeError);
});

test('a command id is read back in its one spelling', () => {
  expect(parsedCommandId(command.toUpperCase())).toBe(command);
  expect(() => parsedCommandId('contoso')).toThrow(RangeError);
});

import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-log';
import { keyedRequestOf } from './idempotency-request';
import { Refusal } from '../errors/refusal';

function requestWith(body: unknown, url = '/ledger/v1/clock') {
  return { id: '1', method: 'POST', url, headers: {}, query: {}, body };
}

function named(json: string, url?: string) {
  return keyedRequestOf(requestWith(JSON.parse(json), url));
}

describe('what an Idempotency-Key names', () => {
  it.each([
    [
      '{"b":[1,{"d":1.50,"c":null}],"a":"ä"}',
      ' { "a": "\\u00e4", "b": [1.0, {"c":null,"d":15e-1}] } ',
    ],
    ['{}', ' {\n} '],
    ['[]', '[ ]'],
    ['null', ' null'],
  ])('is the same body in whatever order and spelling: %s', async (one, other) => {
    expect(await named(one)).toEqual(await named(other));
  });

  it('is another body as soon as a value differs', async () => {
    const bodies = ['{}', '[]', '[[]]', '[{}]', '{"a":1}', '{"a":"1"}', '{"a":[1]}', '{"a":[1,2]}'];
    const more = ['{"a":[[1],2]}', '{"a":[12]}', '{"a,b":1}', '{"a":null}', 'null', '"null"', '0'];
    const hashes = await Promise.all([...bodies, ...more].map((text) => named(text)));
    const none = await keyedRequestOf(requestWith(undefined));
    const all = [none, ...hashes].map(({ bodyHash }) => bodyHash);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is the hash of the RFC 8785 text, also of a list that is written in pieces', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => ({ z: `row ${row}`, a: row / 7 }));
    const body = { Items: rows, Count: rows.length, '\u20ac': [[1], { b: 2, a: 1 }] };
    const hash = createHash('sha256').update(canonicalJson(body)).digest('hex');
    expect((await keyedRequestOf(requestWith(body))).bodyHash).toBe(hash);
  });

  it('is the verb and the path, without the query and without a slash at the end', async () => {
    const { method, path } = await named('{}', '/ledger/v1/clock/?api-version=1#x');
    expect({ method, path }).toEqual({ method: 'POST', path: '/ledger/v1/clock' });
    expect((await named('{}', '/ledger/v1/Clock')).path).toBe('/ledger/v1/Clock');
  });

  it.each([
    ['a number that no double holds', '{"quantity":1e999}'],
    ['lists nested too deeply', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('is nothing of a body with %s: that is refused', async (_, json) => {
    const refused = await named(json).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ answered: { status: 400 } });
  });
});

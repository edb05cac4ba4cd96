import { Calendar, type Day, type Instant, type Json, type JsonObject, Money } from '#ledger-core';

/** What the ledger itself wrote as JSON, read back. Each throws a RangeError that names the member when it is not so. */

/** A text. */
export function textOf(json: JsonObject, name: string): string {
  const value = json[name];
  if (typeof value !== 'string') throw notSo(name, 'text');
  return value;
}

/** A whole number. */
export function countOf(json: JsonObject, name: string): number {
  const value = json[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw notSo(name, 'a count');
  return value;
}

/** True or false. */
export function flagOf(json: JsonObject, name: string): boolean {
  const value = json[name];
  if (typeof value !== 'boolean') throw notSo(name, 'true or false');
  return value;
}

/** An object. */
export function objectOf(json: JsonObject, name: string): JsonObject {
  const value = json[name];
  if (!isObject(value)) throw notSo(name, 'an object');
  return value;
}

/** A list of objects. */
export function objectsOf(json: JsonObject, name: string): readonly JsonObject[] {
  const value = json[name];
  if (!isList(value)) throw notSo(name, 'a list');
  return value.map((each) => {
    if (!isObject(each)) throw notSo(name, 'a list of objects');
    return each;
  });
}

/** A list of texts. */
export function textsOf(json: JsonObject, name: string): readonly string[] {
  const value = json[name];
  if (!isList(value)) throw notSo(name, 'a list');
  return value.map((each) => {
    if (typeof each !== 'string') throw notSo(name, 'a list of texts');
    return each;
  });
}

/** One of the texts of a list. */
export function oneOf<Text extends string>(
  json: JsonObject,
  name: string,
  accepted: readonly Text[],
): Text {
  const value = textOf(json, name);
  const found = accepted.find((each) => each === value);
  if (found === undefined) throw notSo(name, `one of ${accepted.join(', ')}`);
  return found;
}

/** An amount with its currency. */
export function moneyOf(json: JsonObject, name: string): Money.Money {
  const value = objectOf(json, name);
  return Money.money(Money.currency(textOf(value, 'currency')), textOf(value, 'amount'));
}

/** A day of the calendar. */
export function dayOf(json: JsonObject, name: string): Day {
  return Calendar.day(textOf(json, name));
}

/** An instant, in UTC. */
export function instantOf(json: JsonObject, name: string): Instant {
  return Calendar.instant(textOf(json, name));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function notSo(name: string, what: string): RangeError {
  return new RangeError(`${name} is not ${what}`);
}

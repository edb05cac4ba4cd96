import { readFile } from 'node:fs/promises';
import { messageOf } from '#platform';
import { type PriceList, readPriceList } from '#price-list';
import { CannotGoOn } from '../exit-codes';

const BYTE_ORDER_MARK = /^\uFEFF/;

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(BYTE_ORDER_MARK, '');
  } catch (error) {
    throw new CannotGoOn(`${file} cannot be read: ${messageOf(error)}`);
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotGoOn(`${file} is not JSON (${messageOf(error)}); nothing was imported.`);
  }
}

/** Reads a downloaded price list. */
export async function readPriceFile(file: string): Promise<PriceList> {
  const reading = readPriceList(parsed(file, await textOf(file)));
  if (reading.kind === 'malformed') throw new CannotGoOn(`${file}: ${reading.why}`);
  return reading.list;
}

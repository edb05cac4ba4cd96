import { open } from 'node:fs/promises';
import { messageOf } from '#platform';
import { type PriceList, readPriceList } from '#price-list';
import { CannotGoOn } from '../exit-codes';
import { whyNotJson } from './not-json';

const BYTE_ORDER_MARK = /^\uFEFF/;
/** Some 250,000 rows; a list of one region has a few thousand. */
export const FILE_MIB_MAX = 128;
const BYTES_IN_MIB = 1_048_576;

/** A downloaded price list. */
export interface PriceFile {
  readonly file: string;
  readonly list: PriceList;
  /** It is one page of a longer list: its `NextPageLink` names another. */
  readonly goesOn: boolean;
}

/** A pipe has no size that could be asked for beforehand. */
async function bytesOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let read = 0; read <= FILE_MIB_MAX;) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(BYTES_IN_MIB));
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
      read += bytesRead / BYTES_IN_MIB;
    }
    throw new RangeError(
      `it is larger than ${FILE_MIB_MAX} MiB; download it by region, or in pages, and import those`,
    );
  } finally {
    await handle.close();
  }
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    return await bytesOf(file);
  } catch (error) {
    throw new CannotGoOn(`${file} cannot be read: ${messageOf(error)}; nothing was imported.`);
  }
}

function parsed(file: string, bytes: Buffer): unknown {
  const text = bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const { what, remedy } = whyNotJson(bytes, text, error);
    throw new CannotGoOn(`${file} is not JSON (${what}): ${remedy}; nothing was imported.`);
  }
}

function hasNextPage(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  const { NextPageLink: next }: Readonly<{ NextPageLink?: unknown }> = document;
  return typeof next === 'string' && next !== '';
}

/** Reads a downloaded price list. @throws CannotGoOn when it is none. */
export async function readPriceFile(file: string): Promise<PriceFile> {
  const document = parsed(file, await readWhole(file));
  const reading = readPriceList(document);
  if (reading.kind === 'malformed') throw new CannotGoOn(`${file}: ${reading.why}`);
  return { file, list: reading.list, goesOn: hasNextPage(document) };
}

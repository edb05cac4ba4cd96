import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../failures/system-error';

const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

/** Makes a directory that only its owner may enter, and those above it. */
export async function makePrivateDirectory(directory: string): Promise<void> {
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
}

/** The text of a file, or undefined if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeBeside(path: string, text: string, mode: number): Promise<string> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = await open(beside, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return beside;
}

/** Puts a file in place whole: whoever reads sees the old text or the new one, also after a crash. */
export async function replaceFile(path: string, text: string, mode = PRIVATE_FILE): Promise<void> {
  await rename(await writeBeside(path, text, mode), path);
}

/** Writes a file that must never be replaced; answers what stands there, this text or an earlier one. */
export async function createFileOnce(path: string, text: string): Promise<string> {
  const beside = await writeBeside(path, text, PRIVATE_FILE);
  try {
    await link(beside, path);
    return text;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await rm(beside);
  }
}

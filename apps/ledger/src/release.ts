import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const description = z.object({ version: z.string() });

/** The release that this is, as package.json above this file has it: it stands there in the sources and in the build. */
export function release(directory = __dirname): string {
  const file = join(directory, 'package.json');
  if (existsSync(file)) return description.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
  const above = dirname(directory);
  if (above === directory) throw new Error('No package.json stands above the program');
  return release(above);
}

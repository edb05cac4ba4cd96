import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OpenAPIObject } from '@nestjs/swagger';

const REFERENCE = join('docs', 'openapi.json');

/** The committed reference, whose examples were played; undefined where the program runs without its documents. */
export function committedReference(): OpenAPIObject | undefined {
  const file = fileAbove(__dirname);
  return file === undefined ? undefined : parsed(readFileSync(file, 'utf8'));
}

/** The sources and what is built from them lie at different depths below the package; above it the documents are others'. */
function fileAbove(directory: string): string | undefined {
  if (existsSync(join(directory, 'package.json'))) {
    const file = join(directory, REFERENCE);
    return existsSync(file) ? file : undefined;
  }
  const above = dirname(directory);
  return above === directory ? undefined : fileAbove(above);
}

function parsed(text: string): OpenAPIObject {
  return JSON.parse(text) as OpenAPIObject;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OpenAPIObject } from '@nestjs/swagger';

/** The committed reference, whose examples were played; undefined where the program runs without its docs. */
export function committedReference(): OpenAPIObject | undefined {
  const text = committed('openapi.json');
  return text === undefined ? undefined : parsed(text);
}

/** The page of the rules that explanations and problems name, in Markdown; undefined where the program runs without its docs. */
export function committedPolicyRules(): string | undefined {
  return committed('policy-rules.md');
}

function committed(name: string): string | undefined {
  const docs = docsAbove(__dirname);
  const file = docs === undefined ? undefined : join(docs, name);
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The sources and what is built from them lie at different depths below the package; above it the docs are others'. */
function docsAbove(directory: string): string | undefined {
  if (existsSync(join(directory, 'package.json'))) return join(directory, 'docs');
  const above = dirname(directory);
  return above === directory ? undefined : docsAbove(above);
}

function parsed(text: string): OpenAPIObject {
  return JSON.parse(text) as OpenAPIObject;
}

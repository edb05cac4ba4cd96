import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { operationsOf, type Placed } from '../../reference/operations';

const FILE = join(__dirname, '../../../docs/openapi.json');
const DOCUMENT = 'reference';
const DIFFERENCES_MAX = 5;

/** Where the schema of a body stands in the document. */
type Place = readonly string[];

/** The committed reference, ready to be asked whether what goes over the wire is what it says. */
export class Reference {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #placed: readonly Placed[];

  constructor(document: OpenAPIObject) {
    addFormats(this.#ajv);
    this.#ajv.addSchema(document, DOCUMENT);
    // What is written out goes before what a parameter stands for.
    this.#placed = operationsOf(document).toSorted(
      (one, other) => parametersIn(one.pattern) - parametersIn(other.pattern),
    );
  }

  static read(): Reference {
    return new Reference(parsed(readFileSync(FILE, 'utf8')));
  }

  /** The operation that a request asks for; paths are served in any case. */
  operation(method: string, path: string): Placed | undefined {
    const verb = method.toLowerCase();
    return this.#placed.find(
      (placed) => placed.verb === verb && isAt(placed.pattern, path.replace(/(.)\/$/, '$1')),
    );
  }

  /** How a body differs from the schema at a place of the document. */
  differences(place: Place, body: unknown): readonly string[] {
    const validate = this.#validatorAt(place);
    if (validate(body)) return [];
    return (validate.errors ?? []).slice(0, DIFFERENCES_MAX).map(told);
  }

  #validatorAt(place: Place): ValidateFunction {
    const pointer = place.map(escaped).join('/');
    const known = this.#validators.get(pointer);
    if (known !== undefined) return known;
    const made = this.#ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
    this.#validators.set(pointer, made);
    return made;
  }
}

function told({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath === '' ? 'the body' : instancePath} ${message ?? ''} ${JSON.stringify(params)}`;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function parametersIn(pattern: string): number {
  return pattern.split('{').length;
}

function isAt(pattern: string, path: string): boolean {
  const wanted = pattern.toLowerCase().split('/');
  const given = path.toLowerCase().split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) =>
      part.startsWith('{') ? given[index] !== '' : part === given[index],
    )
  );
}

function parsed(text: string): OpenAPIObject {
  return JSON.parse(text) as OpenAPIObject;
}

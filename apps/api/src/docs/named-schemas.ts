import { type OpenAPIObject } from '@nestjs/swagger';

/** What nestjs-zod writes beside a schema that is one as a whole, under the name that the schema gives itself. */
const WHOLE = 'root';
const NAMES_ITSELF = 'x-nestjs_zod-parent-id';

const SCHEMAS = '#/components/schemas/';

/**
 * The document before nestjs-zod cleans it up: a schema with a name of its own is a reference there, and would be taken
 * for another schema of that name.
 */
export function withoutSecondNames(document: OpenAPIObject): OpenAPIObject {
  const given = structuredClone(document);
  for (const schema of Object.values(given.components?.schemas ?? {})) {
    const whole = 'properties' in schema ? schema.properties[WHOLE] : undefined;
    if (whole !== undefined && '$ref' in whole) Reflect.deleteProperty(whole, NAMES_ITSELF);
  }
  return given;
}

/**
 * The document as its readers name things: a schema that only points to another one goes, whoever means it means that one;
 * and what a class of ours is called beside its name is left out.
 */
export function withPlainNames(document: OpenAPIObject): OpenAPIObject {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const pointers = new Map(
    schemas.flatMap(([name, schema]) =>
      '$ref' in schema && Object.keys(schema).length === 1 ? [[name, schema.$ref] as const] : [],
    ),
  );
  const kept = schemas.filter(([name]) => !pointers.has(name));
  const taken = new Set(kept.map(([name]) => name));
  const plain = (name: string) => {
    const bare = name.replace(/Dto$/, '');
    return taken.has(bare) ? name : bare;
  };
  const named = Object.fromEntries(kept.map(([name, schema]) => [plain(name), schema]));
  const renamed = { ...document, components: { ...document.components, schemas: named } };
  return pointing(renamed, (place) => {
    if (!place.startsWith(SCHEMAS)) return place;
    const name = place.slice(SCHEMAS.length);
    const pointed = pointers.get(name)?.slice(SCHEMAS.length) ?? name;
    return `${SCHEMAS}${plain(pointed)}`;
  });
}

/** A copy in which every reference points to another place. */
function pointing<Part>(part: Part, to: (place: string) => string): Part {
  const text = JSON.stringify(part, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? to(value) : value,
  );
  return read(part, text);
}

function read<Part>(_: Part, text: string): Part {
  return JSON.parse(text) as Part;
}

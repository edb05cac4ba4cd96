import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** What a column holds, and what a row of plain data has in its place: money, days and 64-bit counts stay text. */
type Held = {
  text: string;
  uuid: string;
  currency: string;
  numeric: string;
  date: string;
  timestamptz: string;
  integer: number;
  smallint: number;
  bigint: string;
  boolean: boolean;
  jsonb: unknown;
  'text[]': readonly string[];
  'uuid[]': readonly string[];
};
export type ColumnKind = keyof Held;

export type Column<
  Kind extends ColumnKind = ColumnKind,
  Optional extends boolean = boolean,
> = Readonly<{ kind: Kind; key: boolean; optional: Optional; default?: string }>;
export type Columns = Readonly<Record<string, Column>>;

type Index = Readonly<{ name: string; columns: readonly string[]; unique?: true; where?: string }>;

/** A table, said once: the migrations make it, the schema is checked against it, rows are typed and written by it. */
export type Table<Of extends Columns = Columns> = Readonly<{
  name: string;
  columns: Of;
  indices?: readonly Index[];
  checks?: readonly Readonly<{ name: string; expression: string }>[];
}>;

type HeldBy<Of extends Column> =
  Of extends Column<infer Kind, infer Optional>
    ? Held[Kind] | (Optional extends true ? null : never)
    : never;

/** A row as plain data. */
export type RowOf<Of extends Table> = Readonly<{
  [Name in keyof Of['columns']]: HeldBy<Of['columns'][Name]>;
}>;

/** A column of the primary key. */
export function key<Kind extends ColumnKind>(kind: Kind): Column<Kind, false> {
  return { kind, key: true, optional: false };
}

/** A column that is never null. */
export function column<Kind extends ColumnKind>(
  kind: Kind,
  byDefault?: string,
): Column<Kind, false> {
  const plain = { kind, key: false, optional: false } as const;
  return byDefault === undefined ? plain : { ...plain, default: byDefault };
}

/** A column that may be null. */
export function optional<Kind extends ColumnKind>(kind: Kind): Column<Kind, true> {
  return { kind, key: false, optional: true };
}

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  uuid: 'uuid',
  currency: 'character(3)',
  numeric: 'numeric',
  date: 'date',
  timestamptz: 'timestamp with time zone',
  integer: 'integer',
  smallint: 'smallint',
  bigint: 'bigint',
  boolean: 'boolean',
  jsonb: 'jsonb',
  'text[]': 'text[]',
  'uuid[]': 'uuid[]',
};

/** The PostgreSQL type of a column. */
export function sqlType({ kind }: Column): string {
  return SQL_TYPES[kind];
}

/** The columns of a table's primary key, in their order. */
export function keyOf({ columns }: Table): readonly string[] {
  return Object.keys(columns).filter((name) => columns[name]?.key);
}

const ENTITY_TYPES: Readonly<Record<ColumnKind, EntitySchemaColumnOptions>> = {
  text: { type: 'text' },
  uuid: { type: 'uuid' },
  currency: { type: 'character', length: 3 },
  numeric: { type: 'numeric' },
  date: { type: 'date' },
  timestamptz: { type: 'timestamp with time zone' },
  integer: { type: 'integer' },
  smallint: { type: 'smallint' },
  bigint: { type: 'bigint' },
  boolean: { type: 'boolean' },
  jsonb: { type: 'jsonb' },
  'text[]': { type: 'text', array: true },
  'uuid[]': { type: 'uuid', array: true },
};

/** The table as TypeORM compares it with the database. */
export function entityOf({ name, columns, indices = [], checks = [] }: Table): EntitySchema {
  const described = Object.entries(columns).map(([columnName, each]) => {
    const options: EntitySchemaColumnOptions = {
      ...ENTITY_TYPES[each.kind],
      primary: each.key,
      nullable: each.optional,
    };
    const { default: byDefault } = each;
    return [
      columnName,
      byDefault === undefined ? options : { ...options, default: () => byDefault },
    ] as const;
  });
  return new EntitySchema({
    name,
    tableName: name,
    columns: Object.fromEntries(described),
    indices: indices.map(({ columns: of, ...rest }) => ({ ...rest, columns: [...of] })),
    checks: [...checks],
  });
}

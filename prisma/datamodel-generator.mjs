#!/usr/bin/env node
// Writes what the kernel must know of the tables: names, types, both sides of relations, and the Chinese terms.
//
// `prisma generate` starts this file for the generator `datamodel` of schema.prisma, sends JSON-RPC lines to its
// standard input and reads the answers from its standard error. Neither the client's runtime datamodel nor any
// published generator carries native types, documentation and the join columns of both sides together.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const HEADER = '// Generated from prisma/models by prisma/datamodel-generator.mjs; do not edit.\n';

/** PostgreSQL's names for casts, by Prisma's native type, else by Prisma's scalar. */
const NATIVE = {
  Uuid: 'uuid',
  Date: 'date',
  Timestamptz: 'timestamptz',
  SmallInt: 'int2',
  Decimal: 'numeric',
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
};

/** TypeScript types of rows, as the pg driver is set up to read and write them: days and instants are ISO text. */
const ROW_TYPE = {
  String: 'string',
  Int: 'number',
  BigInt: 'bigint',
  Boolean: 'boolean',
  DateTime: 'string',
  Decimal: 'string',
  Json: 'unknown',
  Bytes: 'Uint8Array',
};

/** Defaults that Prisma Client fills in and the database does not know. */
const CLIENT_DEFAULTS = new Set(['uuid', 'cuid', 'nanoid', 'ulid']);

const TYPES = `
/** A column that holds a value. */
export interface Column {
  readonly name: string;
  /** Prisma scalar (String Int BigInt Boolean DateTime Decimal Json Bytes) or the enum's name. */
  readonly type: string;
  readonly kind: 'scalar' | 'enum';
  /** PostgreSQL type for casts; of the element where the column is a list; an enum's name is quoted. */
  readonly native: string;
  readonly list: boolean;
  readonly required: boolean;
  /** The database fills the column in. */
  readonly hasDefault: boolean;
  readonly doc: string;
}

/** One side of a relation. */
export interface Relation {
  readonly name: string;
  readonly target: string;
  readonly list: boolean;
  readonly required: boolean;
  /** This side has the foreign key. */
  readonly owns: boolean;
  /** Columns of this model that join, also on the side without the key. */
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
  /** Name of the other side's field. */
  readonly inverse: string;
  readonly doc: string;
}

/** A table. */
export interface Model {
  readonly name: string;
  readonly doc: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly relations: Readonly<Record<string, Relation>>;
  readonly primaryKey: readonly string[];
  readonly uniques: readonly (readonly string[])[];
}

/** A closed list of values. */
export interface Enum {
  readonly name: string;
  readonly doc: string;
  readonly values: readonly { readonly name: string; readonly doc: string }[];
}
`;

const docOf = (node) => node.documentation ?? '';
const byName = (items) => Object.fromEntries(items.map((item) => [item.name, item]));

const databaseHasDefault = (field) =>
  field.hasDefaultValue && !CLIENT_DEFAULTS.has(field.default?.name) && field.default !== undefined;

const nativeOf = (model, field) => {
  if (field.kind === 'enum') return `"${field.type}"`;
  const native = NATIVE[field.nativeType?.[0] ?? field.type];
  if (native === undefined)
    throw new Error(
      `${model.name}.${field.name}: no PostgreSQL type is agreed for ${field.nativeType?.[0] ?? field.type}; ` +
        'a DateTime says @db.Date or @db.Timestamptz(6), and floating point is not used',
    );
  return native;
};

const columnOf = (model, field) => ({
  name: field.name,
  type: field.type,
  kind: field.kind,
  native: nativeOf(model, field),
  list: field.isList,
  required: field.isRequired,
  hasDefault: databaseHasDefault(field),
  doc: docOf(field),
});

/** The same relation seen from the other model. */
const inverseOf = (models, model, field) => {
  const candidates = models
    .find(({ name }) => name === field.type)
    .fields.filter((other) => other.relationName === field.relationName && other.type === model.name);
  const inverse = candidates.find((other) => field.type !== model.name || other.name !== field.name);
  if (inverse === undefined) throw new Error(`${model.name}.${field.name} has no other side`);
  return inverse;
};

const relationOf = (models, model, field) => {
  const inverse = inverseOf(models, model, field);
  const owns = field.relationFromFields.length > 0;
  const owner = owns ? field : inverse;
  if (owner.relationFromFields.length === 0)
    throw new Error(`${model.name}.${field.name}: write the joining table as a model of its own`);
  return {
    name: field.name,
    target: field.type,
    list: field.isList,
    required: field.isRequired && !field.isList,
    owns,
    columns: owns ? owner.relationFromFields : owner.relationToFields,
    targetColumns: owns ? owner.relationToFields : owner.relationFromFields,
    inverse: inverse.name,
    doc: docOf(field),
  };
};

const primaryKeyOf = (model) =>
  model.primaryKey?.fields ?? model.fields.filter(({ isId }) => isId).map(({ name }) => name);

const uniquesOf = (model) => [
  ...model.fields.filter(({ isUnique }) => isUnique).map(({ name }) => [name]),
  ...model.uniqueFields,
];

const modelOf = (models, model) => ({
  name: model.name,
  doc: docOf(model),
  columns: byName(
    model.fields.filter(({ kind }) => kind !== 'object').map((field) => columnOf(model, field)),
  ),
  relations: byName(
    model.fields.filter(({ kind }) => kind === 'object').map((field) => relationOf(models, model, field)),
  ),
  primaryKey: primaryKeyOf(model),
  uniques: uniquesOf(model),
});

const enumOf = ({ name, values, ...rest }) => ({
  name,
  doc: docOf(rest),
  values: values.map((value) => ({ name: value.name, doc: docOf(value) })),
});

const datamodelText = ({ models, enums }) => {
  const literal = (value) => JSON.stringify(value, null, 2);
  return [
    HEADER,
    TYPES,
    `/** Every table by its name. */`,
    `export const models: Readonly<Record<string, Model>> = ${literal(byName(models.map((m) => modelOf(models, m))))};\n`,
    `/** Every closed list of values by its name. */`,
    `export const enums: Readonly<Record<string, Enum>> = ${literal(byName(enums.map(enumOf)))};\n`,
  ].join('\n');
};

const rowTypeOf = (field) => {
  const element = field.kind === 'enum' ? field.type : ROW_TYPE[field.type];
  const type = field.isList ? `${element}[]` : element;
  const nullable = field.isRequired || type === 'unknown' ? type : `${type} | null`;
  return databaseHasDefault(field) ? `Generated<${nullable}>` : nullable;
};

const databaseText = ({ models, enums }) => {
  const unions = enums.map(
    ({ name, values }) => `export type ${name} = ${values.map((value) => `'${value.name}'`).join(' | ')};\n`,
  );
  const tables = models.map((model) => {
    const columns = model.fields
      .filter(({ kind }) => kind !== 'object')
      .map((field) => `  ${field.name}: ${rowTypeOf(field)};`);
    return `export interface ${model.name}Table {\n${columns.join('\n')}\n}\n`;
  });
  const database = models.map(({ name }) => `  ${name}: ${name}Table;`).join('\n');
  return [
    HEADER,
    `import type { Generated } from 'kysely';\n`,
    ...unions,
    ...tables,
    `/** The tables by their names, for the query builder. */`,
    `export interface Database {\n${database}\n}\n`,
  ].join('\n');
};

const methods = {
  getManifest: () => ({ manifest: { prettyName: 'datamodel', defaultOutput: '../src/generated' } }),
  generate: async ({ generator, dmmf }) => {
    const folder = generator.output.value;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'datamodel.ts'), datamodelText(dmmf.datamodel));
    await writeFile(join(folder, 'database.ts'), databaseText(dmmf.datamodel));
    return null;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  try {
    const result = await methods[method](params);
    process.stderr.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  } catch (error) {
    const data = { message: error.message, stack: error.stack };
    process.stderr.write(
      `${JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message: error.message, data } })}\n`,
    );
  }
}

// The documented queries: every GraphQL block of the project's documents, and the examples' operations.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';
import { blocksOf } from './markdown.js';

/** Values of variables that a document leaves open, by their type. */
const samples: Readonly<Record<string, unknown>> = {
  'DivisionCode!': '990101',
  'Int!': 3,
  'ID!': 'div_0_990101000000',
};

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes('node_modules'),
        )
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();

const written = [
  ...filesIn('.', /^[A-Z]+\.md$/).filter((path) => !path.includes('/')),
  ...['docs', 'src', 'prisma', 'examples'].flatMap((folder) => filesIn(folder, /\.md$/)),
];
/** Every GraphQL document that people read, by its place. */
export const documents: readonly (readonly [place: string, source: string])[] = [
  ...written.flatMap((path) =>
    blocksOf(readFileSync(path, 'utf8'))
      .filter(({ language }) => language === 'graphql')
      .map(({ text }, i) => [`${path} ${i + 1}`, text] as const),
  ),
  ...filesIn('examples', /\.graphql$/).map((path) => [path, readFileSync(path, 'utf8')] as const),
];
/** Every operation in them. */
export const operations = documents.flatMap(([place, source]) =>
  parse(source)
    .definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [`${place} ${operation.name?.value ?? ''}`, source, operation] as const),
);

/** Types of the variables that an operation needs. */
function neededBy({ variableDefinitions }: OperationDefinitionNode): readonly (readonly [string, string])[] {
  return (variableDefinitions ?? [])
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    .map(({ variable, type }) => [variable.name.value, print(type)] as const);
}

/** Whether an operation leaves open what only its own program can say, as the inputs of an example's writes. */
export const isOpen = (operation: OperationDefinitionNode): boolean =>
  neededBy(operation).some(([, type]) => type.endsWith('Input!'));

/** Values for the variables that an operation needs. @throws Error if there is no sample for a type */
export function variablesOf(operation: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    neededBy(operation).map(([name, type]) => {
      if (!(type in samples)) throw new Error(`There is no sample for $${name}: ${type}.`);
      return [name, samples[type]];
    }),
  );
}

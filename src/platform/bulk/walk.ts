// A query as a walk: the same document asked page after page, until its one connection has no more rows.
import {
  getNamedType,
  getOperationAST,
  getVariableValues,
  isObjectType,
  isInterfaceType,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { limits } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { documentLimits } from '../limits/document.js';
import { columnsOf, type ColumnNames, type SelectedColumn } from '../sheets/selection.js';

/** Variable and response key that the walk adds; a name of the caller's own beginning so is refused. */
const own = { after: 'gongzhiAfter', page: 'gongzhiPage' } as const;

/** A document that can be walked. */
export interface Walk {
  /** The document with the cursor as a variable and the end of the page selected. */
  readonly document: DocumentNode;
  /** What the file is of: the field's description and its name. */
  readonly title: string;
  readonly columns: (names: ColumnNames) => readonly SelectedColumn[];
  /** Variables of the page behind a cursor. */
  readonly variables: (cursor: string | null) => Readonly<Record<string, unknown>>;
  readonly pageIn: (data: Readonly<Record<string, unknown>>) => WalkedPage;
}

/** One page. */
interface WalkedPage {
  readonly rows: readonly unknown[];
  /** Cursor behind its last row; null where no row follows. */
  readonly next: string | null;
}

/**
 * Reads a document as a walk.
 *
 * Takes the schema of the caller's audience, the document and its variables as they were sent. Throws a Refusal that
 * says what is wrong with them.
 */
export function walkOf(schema: GraphQLSchema, source: string, given: string | null): Walk {
  const variables = readVariables(given);
  const document = readDocument(schema, source);
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY) throw notOne();
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  if (coerced.errors) throw invalid(coerced.errors[0]!.message);
  const [top, ...others] = operation.selectionSet.selections;
  if (top?.kind !== Kind.FIELD || others.length > 0 || !isPlain(top) || !top.selectionSet) throw notOne();
  const field = schema.getQueryType()!.getFields()[top.name.value];
  const connection = field && getNamedType(field.type);
  if (!connection || !isObjectType(connection) || !connection.name.endsWith('Connection')) throw notOne();
  const { keys, node } = rowsOf(top.selectionSet);
  const row = getNamedType(connection.getFields()['nodes']!.type);
  if (!isObjectType(row) && !isInterfaceType(row)) throw notOne();
  const fragments = fragmentsOf(document);
  const at = top.alias?.value ?? top.name.value;
  return {
    document: paged(document, operation, top),
    title: top.name.value,
    columns: (names) => columnsOf({ schema, fragments }, row, node, names),
    variables: (cursor) => ({ ...variables, [own.after]: cursor }),
    pageIn(data) {
      const list = data[at] as Readonly<Record<string, unknown>>;
      const { hasNextPage, endCursor } = list[own.page] as { hasNextPage: boolean; endCursor: string | null };
      const found = list[keys[0]!] as readonly Readonly<Record<string, unknown>>[];
      return {
        rows: keys.length === 1 ? found : found.map((edge) => edge[keys[1]!]),
        next: hasNextPage ? endCursor : null,
      };
    },
  };
}

const notOne = (): Error => refusal('export-has-one-connection', ['document']);
const invalid = (problem: string): Error =>
  refusal('export-document-is-valid', ['document'], { problem: problem.replace(/ Did you mean .*$/s, '') });

function readVariables(given: string | null): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = given === null ? {} : JSON.parse(given);
  } catch {
    value = null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || own.after in value)
    throw refusal('export-variables-are-an-object', ['variables']);
  return value as Readonly<Record<string, unknown>>;
}

function readDocument(schema: GraphQLSchema, source: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    throw invalid((error as Error).message);
  }
  const [problem] = validate(schema, document, [...specifiedRules, ...documentLimits]);
  if (problem) throw invalid(problem.message);
  return document;
}

function fragmentsOf({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  return Object.fromEntries(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
}

const isPlain = ({ directives = [] }: FieldNode): boolean => directives.length === 0;

/** Where the rows are in the connection, and what is selected of them. */
function rowsOf({ selections }: SelectionSetNode): {
  readonly keys: readonly string[];
  readonly node: SelectionSetNode;
} {
  const fieldsIn = (from: readonly SelectionNode[]): readonly FieldNode[] => {
    if (!from.every((one): one is FieldNode => one.kind === Kind.FIELD && isPlain(one))) throw notOne();
    return from;
  };
  const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;
  const [rows, ...more] = fieldsIn(selections).filter(({ name }) => ['nodes', 'edges'].includes(name.value));
  if (!rows?.selectionSet || more.length > 0) throw notOne();
  if (rows.name.value === 'nodes') return { keys: [keyOf(rows)], node: rows.selectionSet };
  const [node, ...others] = fieldsIn(rows.selectionSet.selections).filter(
    ({ name }) => name.value === 'node',
  );
  if (!node?.selectionSet || others.length > 0) throw notOne();
  return { keys: [keyOf(rows), keyOf(node)], node: node.selectionSet };
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
const plain = (name: string): FieldNode => ({ kind: Kind.FIELD, name: named(name) });

/** The document whose connection begins behind a variable and tells where its page ends. */
function paged(document: DocumentNode, operation: OperationDefinitionNode, top: FieldNode): DocumentNode {
  const given = top.arguments ?? [];
  if (given.some(({ name }) => ['after', 'last', 'before'].includes(name.value))) throw notOne();
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: named('after'),
    value: { kind: Kind.VARIABLE, name: named(own.after) },
  };
  const first: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: named('first'),
    value: { kind: Kind.INT, value: String(limits.pageSize) },
  };
  const sized = given.some(({ name }) => name.value === 'first') ? given : [...given, first];
  // How many rows there are in all is counted with every page, and of no use in a file.
  const kept = top.selectionSet!.selections.filter(
    (one) => one.kind === Kind.FIELD && ['nodes', 'edges'].includes(one.name.value),
  );
  const page: FieldNode = {
    ...plain('pageInfo'),
    alias: named(own.page),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [plain('hasNextPage'), plain('endCursor')] },
  };
  const asked: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: named(own.after) },
        type: { kind: Kind.NAMED_TYPE, name: named('String') },
      },
    ],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        {
          ...top,
          arguments: [...sized, after],
          selectionSet: { kind: Kind.SELECTION_SET, selections: [...kept, page] },
        },
      ],
    },
  };
  return {
    ...document,
    definitions: document.definitions.map((one) => (one === operation ? asked : one)),
  };
}

// What a query of the benchmark is: one question, asked of three servers in their own words.

/** Values of one body, as SQL found them in the data: every server makes its own variables of them. */
export type Row = Readonly<Record<string, string | number>>;

/** How a GraphQL server is asked. */
export interface Document {
  readonly text: string;
  readonly variables: (row: Row) => object;
  /** The common form of an answer's data: that of our graph, without what differs from call to call. */
  readonly common?: (data: Answer, row: Row) => unknown;
}

/** How PostgreSQL is asked directly; the one row's one column is the whole answer, as text. */
interface Statement {
  readonly text: string;
  readonly values: (row: Row) => readonly unknown[];
}

/** A server that can be asked a document; returns its data. */
export interface Asked {
  readonly name: string;
  readonly ask: (document: Document, row: Row) => Promise<Answer>;
}

export interface Query {
  readonly name: string;
  readonly title: string;
  readonly writes?: true;
  /** Stacks that are measured, where it is not all of them. */
  readonly stacks?: readonly string[];
  /** SQL that finds the values of up to 200 bodies; $1 is the city: the first four digits of its tenants. */
  readonly bodies: string;
  /** Adds to the values what only the servers know: their cursors. */
  readonly complete?: (rows: readonly Row[], servers: readonly Asked[]) => Promise<readonly Row[]>;
  readonly ours: Document;
  readonly raw: Statement;
  readonly postgraphile: Document;
}

/** Data of an answer: the documents say what is in it, so that nobody must say it twice. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Answer = any;

/** The global id that our graph writes. */
export function globalId(prefix: string, { tenant }: Row, key: string): string {
  return `${prefix}_${tenant}_${key}`;
}

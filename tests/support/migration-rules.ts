// Reads migrations and names what would break isolation of tenants, code point order, or a distributed database.

/** Lists over all tenants that the platform promises, and the indexes that serve them: by credit code, and by place. */
const ACROSS_TENANTS = new Set([
  'Organization_uscc_idx',
  'Organization_divisionKey_idx',
  'OrganizationResidence_divisionKey_idx',
  'PartyOrganization_divisionKey_idx',
  'GovernanceUnit_divisionKey_idx',
  'CommunityPartner_divisionKey_idx',
  'Fund_divisionKey_idx',
  'ClearingTransfer_toTenant_toFundId_idx',
  'Agreement_divisionKey_idx',
  'Resolution_divisionKey_idx',
]);

/** Tables that belong to no tenant: divisions, code lists and fact sources, the same for all. */
const REFERENCE_TABLES = new Set([
  'SourceDocument',
  'Division',
  'DivisionVersion',
  'DivisionChange',
  'DivisionChangeItem',
  'HolidayNotice',
  'CalendarDay',
  'Procedure',
  'ProcedureStep',
  'LoadedData',
]);

/** What PostgreSQL has and a distributed or pooled one has not, or what loses fractions of money. */
const FORBIDDEN: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['statement trigger', /\bCREATE\s+(?:OR\s+REPLACE\s+)?TRIGGER\b(?![^;]*\bFOR\s+EACH\s+ROW\b)/i],
  ['deferred constraint or trigger', /\bCONSTRAINT\s+TRIGGER\b|\bDEFERRABLE\b|\bINITIALLY\s+DEFERRED\b/i],
  ['notification', /\b(?:UN)?LISTEN\b|\bNOTIFY\b|\bpg_notify\b/i],
  ['exclusion constraint', /\bEXCLUDE\s*(?:USING\b|\()/i],
  ['generated column', /\bGENERATED\s+ALWAYS\s+AS\s*\(/i],
  ['sequence', /\b(?:SMALL|BIG)?SERIAL\b|\bSEQUENCE\b|\bnextval\b|\bAS\s+IDENTITY\b/i],
  ['advisory lock', /\bpg_(?:try_)?advisory/i],
  ['inexact number', /\bREAL\b|\bDOUBLE\s+PRECISION\b|\bFLOAT\d*\b|\bMONEY\b/i],
  ['time without zone', /\bTIMESTAMP\b(?!\s*(?:\(\d\))?\s*WITH\s+TIME\s+ZONE)/i],
];

interface Table {
  readonly columns: Map<string, string>;
  primaryKey: readonly string[];
}

/**
 * Checks migrations against the house rules.
 *
 * Takes their SQL in order, as one text; returns one line per fault, which begins with the rule's name.
 */
export const faultsOfMigrations = (sql: string): string[] => {
  const statements = statementsOf(sql);
  const tables = tablesOf(statements);
  return [
    ...statements.flatMap(forbiddenIn),
    ...[...tables].flatMap(([name, table]) => faultsOfTable(name, table)),
    ...statements.flatMap((statement) => [
      ...faultsOfIndex(statement, tables),
      ...faultsOfForeignKey(statement, tables),
    ]),
  ];
};

/** Statements without comments; Prisma ends each by a semicolon at the end of a line, a function's body by `$$;`. */
const statementsOf = (sql: string): string[] => {
  const bare = sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements = bare.match(/(?:\$(\w*)\$[\s\S]*?\$\1\$|[^;$]|\$)+/g) ?? [];
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
};

/** Names and texts in quotes are no keywords. */
const forbiddenIn = (statement: string): string[] => {
  const words = statement.replace(/"[^"]*"/g, '""').replace(/'[^']*'/g, "''");
  return FORBIDDEN.filter(([, pattern]) => pattern.test(words)).map(
    ([rule]) => `${rule}: ${firstLine(statement)}`,
  );
};

const tablesOf = (statements: readonly string[]): Map<string, Table> => {
  const tables = new Map<string, Table>();
  for (const statement of statements) {
    const created = /^CREATE TABLE (?:IF NOT EXISTS )?"(\w+)" \(([\s\S]*)\)$/i.exec(statement);
    if (created?.[1] !== undefined) tables.set(created[1], tableOf(created[2] ?? ''));

    const altered = /^ALTER TABLE "(\w+)"/i.exec(statement);
    const table = altered?.[1] === undefined ? undefined : tables.get(altered[1]);
    if (table === undefined) continue;
    for (const [, name = '', type = ''] of statement.matchAll(/ADD COLUMN\s+"(\w+)" (.+?)(?:,$|$)/gm))
      table.columns.set(name, type);
    for (const [, name = '', type = ''] of statement.matchAll(
      /ALTER COLUMN "(\w+)" SET DATA TYPE (.+?)(?:,$|$)/gm,
    ))
      table.columns.set(name, `${type} NOT NULL`);
    for (const [, name = ''] of statement.matchAll(/DROP COLUMN "(\w+)"/g)) table.columns.delete(name);
    const key = /ADD CONSTRAINT "\w+" PRIMARY KEY \(([^)]*)\)/.exec(statement)?.[1];
    if (key !== undefined) table.primaryKey = namesIn(key);
  }
  for (const statement of statements) {
    const dropped = /^DROP TABLE "(\w+)"/i.exec(statement)?.[1];
    if (dropped !== undefined) tables.delete(dropped);
  }
  return tables;
};

const tableOf = (body: string): Table => {
  const lines = body.split(/,?\n/).map((line) => line.trim());
  const columns = lines.map((line) => /^"(\w+)" (.*?),?$/.exec(line)).filter((match) => match !== null);
  const key =
    /PRIMARY KEY \(([^)]*)\)/.exec(body)?.[1] ?? /^\s*("\w+")[^\n]*PRIMARY KEY/m.exec(body)?.[1] ?? '';
  return {
    columns: new Map(columns.map(([, name = '', type = '']) => [name, type])),
    primaryKey: namesIn(key),
  };
};

const faultsOfTable = (name: string, { columns, primaryKey }: Table): string[] => {
  const faults: string[] = [];
  if (columns.has('tenant')) {
    if (primaryKey[0] !== 'tenant') faults.push(`tenant first in the primary key: ${name}`);
    if (!/^INTEGER NOT NULL/i.test(columns.get('tenant') ?? '')) faults.push(`tenant is a number: ${name}`);
  } else if (!REFERENCE_TABLES.has(name)) {
    faults.push(`tenant or reference table: ${name}`);
  }
  for (const [column, type] of columns) {
    if (/^(?:TEXT|VARCHAR|CHAR|CITEXT)\b/i.test(type) && !/COLLATE "C"/.test(type))
      faults.push(`text in code point order: ${name}.${column}`);
    if (/^\S+\[\]/.test(type) && !/NOT NULL/.test(type))
      faults.push(`a list is empty rather than null: ${name}.${column}`);
  }
  return faults;
};

const faultsOfIndex = (statement: string, tables: ReadonlyMap<string, Table>): string[] => {
  const created =
    /^CREATE (UNIQUE )?INDEX (?:IF NOT EXISTS )?"(\w+)" ON "(\w+)"(?: USING \w+)? ?\(([\s\S]*)\)/i.exec(
      statement,
    );
  const [, unique, index = '', table = '', columns = ''] = created ?? [];
  if (created === null || !tables.get(table)?.columns.has('tenant') || namesIn(columns)[0] === 'tenant')
    return [];
  // An inverted index has no order in which something could stand first.
  if (unique === undefined && (ACROSS_TENANTS.has(index) || / USING gin /i.test(statement))) return [];
  return [`tenant first in ${unique === undefined ? 'an index' : 'a unique index'}: ${index}`];
};

/** A key into a table that all tenants share has no tenant to carry. */
const faultsOfForeignKey = (statement: string, tables: ReadonlyMap<string, Table>): string[] =>
  [...statement.matchAll(/CONSTRAINT "(\w+)" FOREIGN KEY \(([^)]*)\) REFERENCES "(\w+)" ?\(([^)]*)\)/gi)]
    .filter(([, , own = '', target = '', theirs = '']) => {
      const targetHasTenant = tables.get(target)?.columns.has('tenant') === true;
      return targetHasTenant && (namesIn(own)[0] !== 'tenant' || namesIn(theirs)[0] !== 'tenant');
    })
    .map(([, name = '']) => `tenant first in a foreign key: ${name}`);

const namesIn = (list: string): string[] => [...list.matchAll(/"(\w+)"/g)].map(([, name = '']) => name);

const firstLine = (statement: string): string => statement.split('\n')[0] ?? '';

// What an answer contains, read off its text: every row begins with a mark of white space that tells which row it is.
import { Slot, type Binding } from './slots.js';
import { concat, literal, sql, type Sql } from '../sql.js';

/** A place of the plan whose rows stand in the answer, of an entity and at a price. */
export interface Site {
  readonly entity: string;
  /** What each of its rows costs, without the rows below it. */
  readonly price: number;
  /**
   * Whose rows they are: of the tenant that the request names, of that of the rows around them at another place, of one that each
   * row tells; null where nobody asks, or they are of none.
   */
  readonly tenant: Slot<number | null> | Site | 'told' | null;
  /** Whether each of its rows is the next of the list whose tenants that other place tells. */
  readonly inList?: boolean;
}

/** Rows of an entity in an answer. */
export interface RowsRead {
  readonly entity: string;
  /** The office whose rows they are; null for rows of none, and for a caller without a credential. */
  readonly tenant: number | null;
  readonly rows: number;
}

/** What an answer really contained. */
export interface Metered {
  /** What it is worth in the unit of the price, never more than was asked for. */
  readonly actual: number;
  readonly rows: readonly RowsRead[];
  /** Entities about whose rows numbers were told: a count, a sum, groups. */
  readonly counted: readonly string[];
}

/*
 * The marks. Between the tokens of a JSON text white space means nothing, and inside its strings there are no control
 * characters but escaped ones; the statements write no white space of their own. So a line break begins a mark wherever
 * it stands, and the answer is passed through as it is. Behind it stands the number of the place in digits of two, a
 * space and a tab, without leading zeros. A row that tells its tenant goes on with a carriage return and the tenant in as many
 * digits as an integer has. A list does so with two carriage returns, before its first row: one tenant for all of its rows, because
 * writing it costs more than the rest of a short row, or one for each where they differ.
 */
const [space, tab, carriageReturn] = [32, 9, 13];
const tenantDigits = 32;

/** The mark of a place by its number, to stand before each of its rows. */
export function markOf(number: number): string {
  const digits = number === 0 ? '' : number.toString(2);
  return `\n${digits.replaceAll('0', ' ').replaceAll('1', '\t')}`;
}

const inDigits = (bits: Sql): Sql => sql`translate(${bits}, '01', ${literal(' \t')})`;

/** The mark of a row that tells its tenant. */
export function rowMark(number: number, tenant: Sql): Sql {
  return concat(literal(`${markOf(number)}\r`), inDigits(sql`${tenant}::bit(32)::text`));
}

/** The mark of a list that tells the tenants of its rows. */
export function listMark(number: number, tenants: Sql): Sql {
  const each = sql`(SELECT string_agg(a.tenant::bit(32)::text, '' ORDER BY a.n) FROM unnest(${tenants}) WITH ORDINALITY a(tenant, n))`;
  const bits = sql`CASE WHEN (${tenants})[1] = ALL (${tenants}) THEN (${tenants})[1]::bit(32)::text ELSE ${each} END`;
  return concat(literal(`${markOf(number)}\r\r`), sql`coalesce(${inDigits(bits)}, '')`);
}

function tenantAt(text: string, at: number): number {
  let tenant = 0;
  for (let i = at; i < at + tenantDigits; i += 1) tenant = tenant * 2 + (text.charCodeAt(i) === tab ? 1 : 0);
  return tenant;
}

/** Counts what the texts of an operation contain. One for each operation. */
export class Meter {
  private spent = 0;
  private readonly rowsOf = new Map<string, Map<number | null, number>>();
  private readonly numbers = new Set<string>();

  /** Adds what costs the same whatever the answer is. */
  spend(price: number): void {
    this.spent += price;
  }

  /** Notes that numbers about rows of the entities are told. */
  count(entities: readonly string[]): void {
    for (const entity of entities) this.numbers.add(entity);
  }

  /** Adds what another meter counted. */
  add({ actual, rows, counted }: Metered): void {
    this.spend(actual);
    this.count(counted);
    for (const one of rows) this.note(one.entity, one.tenant, one.rows);
  }

  /** Reads the marks of a text that a statement with these places has written. */
  read(text: string, sites: readonly Site[], binding: Binding): void {
    if (sites.length === 0) return;
    const counts = new Int32Array(sites.length);
    /** The tenants of the rows of each place: known from the request, or told last. */
    const tenants = sites.map(({ tenant }) => (tenant instanceof Slot ? binding.value(tenant) : null));
    const change = (told: Site, tenant: number): void => {
      if (tenant === tenants[sites.indexOf(told)]) return;
      // What was counted is of the tenant that was told before.
      this.take(sites, counts, tenants);
      for (const [i, one] of sites.entries()) if (one === told || one.tenant === told) tenants[i] = tenant;
    };
    /** Where the tenants of the rows to come are told by their lists, one for each. */
    const next = new Map<Site, number>();
    let at = text.indexOf('\n');
    while (at >= 0) {
      let number = 0;
      let code = text.charCodeAt((at += 1));
      for (; code === space || code === tab; code = text.charCodeAt((at += 1)))
        number = number * 2 + (code === tab ? 1 : 0);
      const site = sites[number]!;
      if (code !== carriageReturn) {
        const list = site.inList === true ? next.get(site.tenant as Site) : undefined;
        if (list !== undefined) {
          change(site.tenant as Site, tenantAt(text, list));
          next.set(site.tenant as Site, list + tenantDigits);
        }
        counts[number]! += 1;
      } else if (text.charCodeAt(at + 1) !== carriageReturn) {
        change(site, tenantAt(text, at + 1));
        counts[number]! += 1;
      } else {
        const first = at + 2;
        const second = text.charCodeAt(first + tenantDigits);
        next.delete(site);
        // An empty list tells none.
        if (second === space || second === tab) next.set(site, first);
        else if (text.charCodeAt(first) === space || text.charCodeAt(first) === tab)
          change(site, tenantAt(text, first));
      }
      at = text.indexOf('\n', at);
    }
    this.take(sites, counts, tenants);
  }

  private take(sites: readonly Site[], counts: Int32Array, tenants: readonly (number | null)[]): void {
    for (const [i, count] of counts.entries())
      if (count > 0) {
        const { entity, price } = sites[i]!;
        this.spent += price * count;
        this.note(entity, tenants[i]!, count);
      }
    counts.fill(0);
  }

  private note(entity: string, tenant: number | null, rows: number): void {
    let tenants = this.rowsOf.get(entity);
    if (!tenants) this.rowsOf.set(entity, (tenants = new Map()));
    tenants.set(tenant, (tenants.get(tenant) ?? 0) + rows);
  }

  /** What has been counted so far. */
  get metered(): Metered {
    return {
      actual: this.spent,
      rows: [...this.rowsOf].flatMap(([entity, tenants]) =>
        [...tenants].map(([tenant, rows]) => ({ entity, tenant, rows })),
      ),
      counted: [...this.numbers],
    };
  }
}

// Counts in memory which app asks for which fields: one step per operation, bounded whatever is asked.
import {
  getOperationAST,
  isIntrospectionType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import type { Audience } from '../../kernel/caller.js';
import { today } from '../../kernel/clock.js';
import { fieldUsage as sizes } from '../../kernel/config.js';
import type { OperationRequest } from '../../kernel/prepare.js';

/** Who asked, and on which day. */
interface Asking {
  readonly tenant: number;
  readonly app: string | null;
  readonly audience: Audience;
  readonly usedOn: string;
}

/** How often somebody asked for a field, `Type.field`. */
export interface Use extends Asking {
  readonly field: string;
  readonly uses: number;
}

type Fields = readonly string[];

/** What an app asked for: operations as they come, then their fields. */
interface Account extends Asking {
  readonly operations: Map<Fields, number>;
  readonly fields: Map<string, number>;
}

const fieldsOf = new WeakMap<DocumentNode, Map<string | null, Fields>>();

/** The fields that an operation's document names, with those of its fragments; found once for each document. */
function fieldsAskedBy({ schema, document, operationName = null }: OperationRequest): Fields {
  let known = fieldsOf.get(document);
  if (!known) fieldsOf.set(document, (known = new Map()));
  let fields = known.get(operationName);
  if (!fields) known.set(operationName, (fields = fieldsIn({ schema, document, operationName })));
  return fields;
}

function fieldsIn({
  schema,
  document,
  operationName,
}: Pick<OperationRequest, 'schema' | 'document' | 'operationName'>): Fields {
  const operation = getOperationAST(document, operationName);
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      // A document may hold other operations, which are not run.
      OperationDefinition: (node) => (node === operation ? undefined : false),
      [Kind.FIELD]() {
        const [type, field] = [types.getParentType(), types.getFieldDef()];
        if (type && field && !isIntrospectionType(type) && !field.name.startsWith('__'))
          found.add(`${type.name}.${field.name}`);
      },
    }),
  );
  return [...found];
}

/** The counts of this process that are not written yet. */
export class FieldCounter {
  readonly #accounts = new Map<string, Account>();
  readonly #limit: number;
  #operations = 0;
  #counts = 0;
  #dropped = 0;

  /** Takes how many counts are kept at most. */
  constructor(limit: number = sizes.counts) {
    this.#limit = limit;
  }

  /** Counts for which there was no place. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Counts an operation that was run. */
  count(request: OperationRequest): void {
    const { tenant, app, audience } = request.caller;
    const { operations } = this.#accountOf({ tenant: tenant ?? 0, app, audience, usedOn: today() });
    const fields = fieldsAskedBy(request);
    const before = operations.get(fields);
    operations.set(fields, (before ?? 0) + 1);
    if (before !== undefined) return;
    this.#operations += 1;
    if (this.#operations > sizes.operations) this.#fold();
  }

  #accountOf(asking: Asking): Account {
    const key = `${asking.usedOn} ${asking.tenant} ${asking.app ?? ''} ${asking.audience}`;
    let account = this.#accounts.get(key);
    if (!account)
      this.#accounts.set(key, (account = { ...asking, operations: new Map(), fields: new Map() }));
    return account;
  }

  /** Turns operations into fields: of those there are only as many as the schema has. */
  #fold(): void {
    for (const account of this.#accounts.values()) {
      for (const [fields, uses] of account.operations)
        for (const field of fields) this.#add(account, field, uses);
      account.operations.clear();
    }
    this.#operations = 0;
  }

  #add({ fields }: Account, field: string, uses: number): void {
    const before = fields.get(field);
    if (before === undefined && this.#counts >= this.#limit) {
      this.#dropped += uses;
      return;
    }
    if (before === undefined) this.#counts += 1;
    fields.set(field, (before ?? 0) + uses);
  }

  /** Hands the counts over and begins anew. */
  take(): readonly Use[] {
    this.#fold();
    const uses = [...this.#accounts.values()].flatMap(({ tenant, app, audience, usedOn, fields }) =>
      [...fields].map(([field, times]) => ({ tenant, app, audience, usedOn, field, uses: times })),
    );
    this.#accounts.clear();
    this.#counts = 0;
    return uses;
  }

  /** Takes counts back that could not be written. */
  giveBack(uses: readonly Use[]): void {
    for (const { field, uses: times, ...asking } of uses) this.#add(this.#accountOf(asking), field, times);
  }
}

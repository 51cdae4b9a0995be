// Who asks the random questions, what each of them has been told, and how one document is asked again and again.
import { anonymous, type Caller } from '../../../src/kernel/caller.js';
import type { Platform } from '../../../src/server/platform.js';
import { makeTables, payerAndParty } from '../dataset.js';
import { day } from '../dataset-shapes.js';
import { grantsOn, mighty } from '../domains.js';
import { callerWith } from '../platform.js';
import type { Engine, Verdict } from './compare.js';
import type { World } from './evaluate.js';
import { Generator, type Query, type Question } from './generator.js';
import type { Cursors } from './order.js';
import { Random } from './random.js';
import type { Known } from './world.js';

const [payerId, partyId] = payerAndParty(makeTables());

/**
 * Who asks: nobody, a vendor, one street and another, one recoded county, everything, one who sees persons in one county
 * only; and who act for an organization: two with what everybody may read, and one with nothing more.
 */
export const callers: Readonly<Record<string, () => Caller>> = {
  anonymous: () => anonymous('zh-CN'),
  vendor: () => callerWith(grantsOn('read', null, ['PUBLIC']), { audience: 'PARTNER', subject: 'vendor' }),
  street: () => callerWith(grantsOn('write', '990101001'), { subject: 'street', language: 'en' }),
  neighbor: () => callerWith(grantsOn('write', '990101002'), { subject: 'neighbor', language: 'en' }),
  county: () => callerWith(grantsOn('read', '990103'), { subject: 'county' }),
  admin: () => mighty(),
  persons: () =>
    callerWith([...grantsOn('read', null, ['PUBLIC']), ...grantsOn('read', '990101', ['PERSONAL'])], {
      subject: 'persons',
    }),
  payer: () =>
    callerWith(grantsOn('read', null, ['PUBLIC']), {
      audience: 'PARTNER',
      subject: 'payer',
      organizationId: payerId,
    }),
  otherPayer: () =>
    callerWith(grantsOn('read', null, ['PUBLIC']), {
      audience: 'PARTNER',
      subject: 'otherPayer',
      organizationId: partyId,
    }),
  party: () => callerWith([], { audience: 'PARTNER', subject: 'party', organizationId: partyId }),
};

/** Callers whose rights have one form and other values, so that they share statements. */
const twins: Readonly<Record<string, string>> = {
  street: 'neighbor',
  neighbor: 'street',
  payer: 'otherPayer',
  otherPayer: 'payer',
};

/** What one caller asks, and what was found of it. */
export interface Session {
  readonly name: string;
  readonly caller: Caller;
  readonly random: Random;
  readonly world: World;
  readonly generator: Generator;
  readonly engine: Engine;
  keep(verdict: Verdict): void;
}

/** Cursors by what they stand for and by their list; good for everybody, whoever got them. */
export interface Given {
  readonly cursors: Cursors;
  readonly byList: Map<string, string[]>;
}
export const none = (): Given => ({ cursors: new Map(), byList: new Map() });

export function begin(
  platform: Platform,
  known: Known,
  name: string,
  startAt: number,
  { cursors, byList }: Given = none(),
): Session {
  const caller = callers[name]!();
  const schema = platform.schema(caller.audience);
  const random = new Random(startAt);
  return {
    name,
    caller,
    random,
    world: {
      ...known,
      caller,
      today: day,
      cursors,
      types: new Set(Object.keys(schema.getTypeMap())),
    },
    generator: new Generator(random, schema, known.database, byList),
    engine: ({ source, variables }) => platform.run({ source, variables }, caller),
    keep({ places }) {
      for (const [cursor, { list, values }] of places) {
        if (!cursors.has(cursor)) byList.set(list, [...(byList.get(list) ?? []), cursor]);
        cursors.set(cursor, values);
      }
    },
  };
}

/**
 * A document as it is asked again and again, so that what was compiled for one request serves the others: with other
 * values, with some of them missing, and by callers of the same app with other rights.
 */
export function asksOf(
  question: Question,
  session: Session,
  sessions: readonly Session[],
): readonly (readonly [asking: Session, query: Query])[] {
  const { name, caller, random } = session;
  const others = sessions.filter((other) => other.caller.audience === caller.audience && other !== session);
  const alike = others.filter((other) => twins[name] === other.name);
  const other = others.length === 0 ? session : random.pick(alike.length > 0 ? alike : others);
  const asked = [question, question.again(false), question.again(true)];
  return [
    ...asked.map((query) => [session, query] as const),
    [other, random.pick(asked)],
    [random.pick([other, session, ...others]), question.again(random.chance(0.2))],
  ];
}

// What carries party organizations, as the territory has it: kinds of divisions and governance units through time.
import type { Transaction } from 'kysely';
import type { Database, DivisionKind, GovernanceUnitKind } from '../../../generated/database.js';
import type { Period } from '../rules/parents.js';
import { overlap } from '../rules/tree.js';

type Tx = Transaction<Database>;

/** A governance unit as the rules of carriers see it. */
export interface Unit extends Period {
  readonly tenant: number;
  readonly id: string;
  readonly kind: GovernanceUnitKind;
  readonly divisionKey: string;
}

/** The unit of an office. */
export async function unitById(tx: Tx, tenant: number, id: string): Promise<Unit> {
  return tx
    .selectFrom('GovernanceUnit')
    .select(['tenant', 'id', 'kind', 'divisionKey', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The kinds that a division is of during a period, or ever, if nothing of it is recorded for these days. */
export async function divisionKinds(
  tx: Tx,
  key: string,
  during: Period,
): Promise<readonly [DivisionKind, ...DivisionKind[]]> {
  const versions = await tx
    .selectFrom('DivisionVersion')
    .select(['kind', 'validFrom', 'validTo'])
    .where('key', '=', key)
    .orderBy('validFrom')
    .execute();
  const within = versions.filter((version) => overlap(version, during) !== null);
  const [first, ...more] = new Set((within.length > 0 ? within : versions).map(({ kind }) => kind));
  return [first!, ...more];
}

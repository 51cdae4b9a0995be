// Posts of people as rights: found by the person's pseudonym, remembered for a moment, judged anew each day.
import type pg from 'pg';
import type { AccessRole } from '../../generated/database.js';
import { makeCaller, type Caller, type Language } from '../../kernel/caller.js';
import { today } from '../../kernel/clock.js';
import { credentials } from '../../kernel/config.js';
import { codeTree, codeTreeVersion } from '../../kernel/entity.js';
import { audienceOf, grantsOfRole } from '../access/roles.js';
import { remembering } from '../remembered.js';

/** A person's post. */
interface FoundPost {
  readonly role: AccessRole;
  /** Code of the place today. */
  readonly division: string;
  readonly organizationId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface FoundPosts {
  readonly posts: readonly FoundPost[];
  /** Who the person was when it was last asked. */
  last?: { readonly day: string; readonly tree: number; readonly caller: Caller };
}

/** Whose posts are looked for. */
interface PostHolder {
  readonly tenant: number;
  readonly subject: string;
}

const remembered = remembering<FoundPosts, PostHolder>(credentials, find);

/** Forgets the posts that this process remembers, so that who was relieved is relieved at once. */
export const forgetPosts = remembered.forget;

async function find(pool: pg.Pool, { tenant, subject }: PostHolder): Promise<FoundPosts> {
  const { rows } = await pool.query<FoundPost>(
    `SELECT a."role", coalesce(v."code", a."divisionKey") AS "division", a."organizationId",
       a."validFrom"::text AS "validFrom", a."validTo"::text AS "validTo"
     FROM "Appointment" a
     LEFT JOIN LATERAL (SELECT v."code" FROM "DivisionVersion" v WHERE v."key" = a."divisionKey" AND v."validFrom" <= $3
       ORDER BY v."validFrom" DESC LIMIT 1) v ON true
     WHERE a."tenant" = $1 AND a."subject" = $2 ORDER BY a."validFrom", a."id"`,
    [tenant, subject, today()],
  );
  return { posts: rows };
}

/**
 * The caller that a person is today, by the posts in force.
 *
 * Takes the pool, the office whose posts count, the person's pseudonym, the app that the person uses, and the language.
 * Somebody without a post is known by the pseudonym and may do what the public may.
 */
export async function personOf(
  pool: pg.Pool,
  { tenant, subject, app }: PostHolder & { readonly app: string },
  language: Language,
): Promise<Caller> {
  const found = (await remembered.of(pool).fetch(`${tenant} ${subject}`, { context: { tenant, subject } }))!;
  const day = today();
  const tree = codeTreeVersion();
  const { last } = found;
  if (last?.day === day && last.tree === tree && last.caller.language === language && last.caller.app === app)
    return last.caller;
  const posts = found.posts.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo),
  );
  const caller = makeCaller(
    {
      app,
      subject,
      tenant,
      audience: audienceOf(posts.map(({ role }) => role)),
      // Nobody acts for two organizations on a day.
      organizationId: posts.find(({ organizationId }) => organizationId !== null)?.organizationId ?? null,
      language,
      grants: posts.flatMap(({ role, division }) => grantsOfRole(role, division)),
    },
    (division) => codeTree().ranges(division, day),
  );
  found.last = { day, tree, caller };
  return caller;
}

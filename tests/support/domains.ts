// Callers made of rights over all domains, whichever there are.
import { readdirSync } from 'node:fs';
import type { Caller, DataClass, Grant, Scope } from '../../src/kernel/caller.js';
import { callerWith } from './platform.js';

/** Every domain by its folder, which is also the first half of its scopes, and what the platform adds to them. */
export const domains: readonly string[] = readdirSync('src/domains', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .concat('files', 'apps', 'access', 'privacy', 'audit')
  .sort();

export const classes: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL', 'SENSITIVE'];

/** One verb on every domain, below a division or everywhere, for some classes of data. */
export function grantsOn(
  verb: 'read' | 'write' | 'admin',
  division: string | null,
  of: readonly DataClass[] = classes,
): readonly Grant[] {
  return domains.flatMap((domain) =>
    of.map((dataClass) => ({ scope: `${domain}:${verb}` satisfies Scope, division, dataClass })),
  );
}

/** Someone who may do and see everything, and acts for an organization that nobody else does. */
export function mighty(facts: Parameters<typeof callerWith>[1] = {}): Caller {
  return callerWith(grantsOn('admin', null), {
    subject: 'mighty',
    organizationId: '00000000-0000-7000-8000-0000000000aa',
    ...facts,
  });
}

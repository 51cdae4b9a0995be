// What a clerk of the party's organizations does in tests: founds, carries, corrects, each accepted.
import { expect } from '@jest/globals';
import type { TestPlatform } from './platform.js';

/** A community of the demo county's west street. */
export const west = { code: '990101002001' };

interface Made {
  readonly id: string;
}

/** The clerk's steps on a platform, as the caller that the platform has by default. */
export function partyClerk({ write }: Pick<TestPlatform, 'write'>) {
  const accept = async <T = Record<string, unknown>>(
    operation: string,
    input: Record<string, unknown>,
    selection?: string,
  ): Promise<T> => {
    const answer = await write<Record<string, unknown>>(operation, input, selection);
    expect(answer.userErrors).toEqual([]);
    return answer as T;
  };
  return {
    /** Writes; the answer must be without errors. */
    accept,

    /** Founds an organization; what is not said fits a branch of a community in the west street. */
    async make(input: Record<string, unknown>): Promise<string> {
      const given = {
        kind: 'BRANCH',
        carrierKind: 'COMMUNITY',
        division: west,
        status: 'ACTIVE',
        validFrom: '2024-01-01',
        ...input,
      };
      return (await accept<{ partyOrganization: Made }>('createPartyOrganization', given)).partyOrganization
        .id;
    },

    /** Records a unit that can carry one. */
    async unit(kind: string, name: string, division: { code: string } = west): Promise<string> {
      const given = { kind, name, division, validFrom: '2020-01-01' };
      return (await accept<{ governanceUnit: Made }>('createGovernanceUnit', given)).governanceUnit.id;
    },

    /** Input that changes an organization at a version. */
    update: (id: string, version: number, input: Record<string, unknown>) => ({
      partyOrganization: { id },
      expectedVersion: version,
      ...input,
    }),
  };
}

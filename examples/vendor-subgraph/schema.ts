// What the vendor's subgraph adds to the graph: points of loyalty of partners and of their organizations.
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';

/** One account, as the vendor keeps it: the global ids are the platform's, the points its own. */
export interface Account {
  /** Global id of the community partner. */
  readonly partner: string;
  /** Global id of the partner's organization. */
  readonly organization: string;
  readonly points: number;
}

const typeDefs = parse(readFileSync(new URL('loyalty.graphqls', import.meta.url), 'utf8'));

interface Reference {
  readonly id: string;
}

/** The subgraph over the vendor's accounts. */
export function loyaltySchema(accounts: readonly Account[]): GraphQLSchema {
  const byPartner = new Map(accounts.map((account) => [account.partner, account]));
  const shown = ({ partner, points }: Account) => ({ partner: { id: partner }, points });
  return buildSubgraphSchema({
    typeDefs,
    resolvers: {
      Query: {
        loyaltyAccounts: () => accounts.toSorted((a, b) => b.points - a.points).map(shown),
      },
      CommunityPartner: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        loyaltyAccount({ id }: Reference) {
          const account = byPartner.get(id);
          return account ? shown(account) : null;
        },
      },
      Organization: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        loyaltyPoints: ({ id }: Reference) =>
          accounts.reduce((sum, { organization, points }) => sum + (organization === id ? points : 0), 0),
      },
    },
  });
}

// What a cache of statements has in memory, counted.

/** The cache's tree as it stands in memory: nobody else needs to see it. */
interface Tree {
  readonly ways?: ReadonlyMap<unknown, Tree>;
}
interface Shares {
  readonly shares: { values(): Iterable<{ readonly roots: ReadonlyMap<unknown, Tree> }> };
}

/** How many statements the tree leads to, how many documents it begins with, and how many forks lead nowhere. */
export function treeOf(cache: object): { leaves: number; roots: number; empty: number } {
  const counts = { leaves: 0, roots: 0, empty: 0 };
  const count = ({ ways }: Tree): void => {
    if (!ways) counts.leaves += 1;
    else if (ways.size === 0) counts.empty += 1;
    else [...ways.values()].forEach(count);
  };
  for (const { roots } of (cache as Shares).shares.values()) {
    counts.roots += roots.size;
    [...roots.values()].forEach(count);
  }
  return counts;
}

// Heads of a chain as they are published: sealed, because the hash of a transaction would let its amount be found by trying.
import { createHash } from 'node:crypto';

/** Names the form of what is sealed. */
const anchorForm = 'gongzhi-ledger-anchor-1';

/** What everybody is told of a head. */
export interface PublishedHead {
  readonly anchoredOn: string;
  readonly number: string;
  /** In hex. */
  readonly seal: string;
}

/** What an export tells of it, to whoever may read the books. */
export interface AnchorFacts extends PublishedHead {
  /** In hex. */
  readonly salt: string;
}

/**
 * The seal of a head: SHA-256, in hex, over the form, the tenant, the day, the number, the hash and the salt, with a line
 * feed after each; hash and salt in hex. Whoever knows the hash and the salt can compute it; who does not can try no amount.
 */
export function sealOf(
  tenant: number,
  { anchoredOn, number, salt }: Omit<AnchorFacts, 'seal'>,
  hash: string,
): string {
  const text = [anchorForm, tenant, anchoredOn, number, hash, salt].map((part) => `${part}\n`).join('');
  return createHash('sha256').update(text).digest('hex');
}

/** The heads that an export says were published, and those that were: compared while the chain is followed. */
export class AnchorFold {
  private readonly tenant: number;
  /** By number, what the export tells. */
  private readonly told = new Map<string, AnchorFacts[]>();
  private readonly published: readonly PublishedHead[];
  private readonly good = new Set<string>();

  constructor(tenant: number, published: readonly PublishedHead[]) {
    this.tenant = tenant;
    this.published = published;
  }

  /** Adds what the export tells of a published head. */
  add(anchor: AnchorFacts): void {
    this.told.set(anchor.number, [...(this.told.get(anchor.number) ?? []), anchor]);
  }

  /** Whether each head that ends with the transaction is sealed as the export says. */
  fits(number: string, hash: string): boolean {
    const anchors = this.told.get(number) ?? [];
    const sealed = anchors.filter((anchor) => sealOf(this.tenant, anchor, hash) === anchor.seal);
    for (const { seal } of sealed) this.good.add(seal);
    this.told.delete(number);
    return sealed.length === anchors.length;
  }

  /** Numbers of heads up to the last one asked about that were told or published and are nowhere in the chain. */
  missing(through: string | null): readonly string[] {
    const known = (number: string): boolean => through === null || BigInt(number) <= BigInt(through);
    const lost = this.published.filter(({ number, seal }) => known(number) && !this.good.has(seal));
    return [...new Set([...this.told.keys(), ...lost.map(({ number }) => number)])];
  }
}

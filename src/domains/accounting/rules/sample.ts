// Draws vouchers for an audit: the same seed draws the same ones, from an export and by any program that follows this.
import { createHash } from 'node:crypto';
import type { SampleStrategy } from '../../../generated/database.js';

/** A voucher that may be drawn: its number, and what of it moves in the books that are looked at. */
export interface Candidate {
  readonly number: bigint;
  readonly amountFen: bigint;
}

/** A voucher that was drawn, and by how many of the drawn fen. */
interface Drawn extends Candidate {
  readonly hits: number;
}

/** What is drawn, and from how much. */
export interface Sample {
  readonly population: number;
  readonly totalFen: bigint;
  readonly drawn: readonly Drawn[];
}

/** SHA-256 over the seed, a line feed and a number in decimal, as one number. */
function chanceOf(seed: string, place: bigint | number): bigint {
  return BigInt(`0x${createHash('sha256').update(`${seed}\n${place}`).digest('hex')}`);
}

/**
 * Draws vouchers.
 *
 * `RANDOM`: those whose chance, SHA-256 over `seed`, a line feed and the voucher's number, is smallest. `MONETARY_UNIT`:
 * all fen of the vouchers, in the order of numbers, are cut into as many cells as vouchers are asked for, cell `i` from
 * `floor(i × total ÷ count)` to the next; of each cell the fen `chance(i) mod size` is drawn, and with it its voucher,
 * so that a voucher above the size of a cell is always drawn. Takes the vouchers in the order of their numbers.
 */
export function draw(
  candidates: Iterable<Candidate>,
  strategy: SampleStrategy,
  seed: string,
  count: number,
): Sample {
  const all = [...candidates].filter(({ amountFen }) => amountFen > 0n);
  const totalFen = all.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  const drawn = strategy === 'RANDOM' ? drawAlike(all, seed, count) : drawByFen(all, totalFen, seed, count);
  return { population: all.length, totalFen, drawn };
}

function drawAlike(all: readonly Candidate[], seed: string, count: number): readonly Drawn[] {
  return all
    .map((candidate) => ({ candidate, chance: chanceOf(seed, candidate.number) }))
    .sort((a, b) => (a.chance < b.chance ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => ({ ...candidate, hits: 1 }))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}

function drawByFen(
  all: readonly Candidate[],
  totalFen: bigint,
  seed: string,
  count: number,
): readonly Drawn[] {
  const drawn: { number: bigint; amountFen: bigint; hits: number }[] = [];
  const vouchers = all.values();
  let voucher = vouchers.next();
  let end = voucher.done ? 0n : voucher.value.amountFen;
  for (let i = 0n; i < BigInt(count); i += 1n) {
    const from = (i * totalFen) / BigInt(count);
    const size = ((i + 1n) * totalFen) / BigInt(count) - from;
    // Fewer fen than are to be drawn leave cells empty.
    if (size === 0n) continue;
    const fen = from + (chanceOf(seed, i) % size);
    while (!voucher.done && end <= fen) {
      voucher = vouchers.next();
      if (!voucher.done) end += voucher.value.amountFen;
    }
    if (voucher.done) break;
    const last = drawn.at(-1);
    if (last && last.number === voucher.value.number) last.hits += 1;
    else drawn.push({ ...voucher.value, hits: 1 });
  }
  return drawn;
}

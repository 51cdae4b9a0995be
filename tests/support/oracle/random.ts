// Chance with a seed, so that what failed once can be had again.

/** Numbers that look arbitrary and are the same for the same seed (mulberry32). */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to 1, without 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0, without the end. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True as often as the probability says. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** Some of the items, each at most once. */
  some<T>(of: readonly T[], most: number): readonly T[] {
    const rest = [...of];
    return Array.from(
      { length: Math.min(most, rest.length) },
      () => rest.splice(this.below(rest.length), 1)[0]!,
    );
  }
}

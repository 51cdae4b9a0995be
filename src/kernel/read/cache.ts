// Compiled statements by operation and by the choices they depend on; every app has a share of its own.
import { LRUCache } from 'lru-cache';
import { statements as sizes } from '../config.js';
import { Choices, type Binding, type Outcome, type Slot } from './slots.js';

/** What the cache keeps: its size in characters counts against the app's share. */
export interface Sized {
  readonly text: string;
}

/** A choice between statements, by what its slot comes out as. */
interface Fork<T> {
  readonly slot: Slot<Outcome>;
  readonly ways: Ways<T>;
}
interface Leaf<T> {
  readonly compiled: T;
  /** The forks on the way to it, from the root on, with what was chosen at each. */
  readonly path: readonly (readonly [ways: Ways<T>, outcome: Outcome])[];
}
type Ways<T> = Map<Outcome, Fork<T> | Leaf<T>>;

/** The statements of one app, the least recently used of which make room for new ones. */
class Share<T extends Sized> {
  readonly roots: Ways<T> = new Map();
  readonly leaves: LRUCache<Leaf<T>, true>;

  constructor(evicted: () => void) {
    this.leaves = new LRUCache<Leaf<T>, true>({
      maxSize: sizes.shareCharacters,
      sizeCalculation: (_, { compiled }) => 1 + compiled.text.length,
      dispose: (_, leaf, reason) => {
        if (reason === 'evict') evicted();
        // Forks that lead nowhere any more go with the leaf.
        for (const [ways, outcome] of leaf.path.toReversed()) {
          ways.delete(outcome);
          if (ways.size > 0) break;
        }
      },
    });
  }
}

/** How the cache did, for operators. */
export interface CacheCounters {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly entries: number;
  readonly characters: number;
}

/** Finds compiled statements again. Bounded by apps times their share, so that no caller can crowd out another. */
export class StatementCache<T extends Sized> {
  private hits = 0;
  private misses = 0;
  private evictions = 0;
  private readonly shares = new LRUCache<string, Share<T>>({ max: sizes.apps });

  /**
   * The statement of an operation for what the request chooses.
   * @param root identifies the operation, or a statement of the program
   * @param compile makes it where it is not there yet, telling its choices
   */
  find(root: string, binding: Binding, compile: (choices: Choices) => T): T {
    const share = this.shareOf(binding.caller.app ?? '');
    let at = share.roots.get(root);
    while (at !== undefined && 'ways' in at) at = at.ways.get(binding.value(at.slot));
    if (at !== undefined) {
      this.hits += 1;
      share.leaves.get(at);
      return at.compiled;
    }
    this.misses += 1;
    const choices = new Choices(binding);
    const compiled = compile(choices);
    // What is larger than a whole share is not worth one.
    if (compiled.text.length < sizes.shareCharacters) this.keep(share, root, choices.made, compiled);
    choices.end();
    return compiled;
  }

  private keep(share: Share<T>, root: string, made: Choices['made'], compiled: T): void {
    let ways = share.roots;
    let outcome: Outcome = root;
    const path: [Ways<T>, Outcome][] = [[ways, outcome]];
    for (const [slot, chosen] of made) {
      let fork = ways.get(outcome) as Fork<T> | undefined;
      if (!fork) ways.set(outcome, (fork = { slot, ways: new Map() }));
      ways = fork.ways;
      outcome = chosen;
      path.push([ways, outcome]);
    }
    const leaf: Leaf<T> = { compiled, path };
    ways.set(outcome, leaf);
    share.leaves.set(leaf, true);
  }

  private shareOf(app: string): Share<T> {
    let share = this.shares.get(app);
    if (!share) this.shares.set(app, (share = new Share<T>(() => (this.evictions += 1))));
    return share;
  }

  get counters(): CacheCounters {
    const shares = [...this.shares.values()];
    return {
      hits: this.hits,
      misses: this.misses,
      evictions: this.evictions,
      entries: shares.reduce((sum, { leaves }) => sum + leaves.size, 0),
      characters: shares.reduce((sum, { leaves }) => sum + leaves.calculatedSize, 0),
    };
  }
}

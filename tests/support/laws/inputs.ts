// Random inputs of operations: a valid one, in which chance changes some of what it says.
import { enums } from '../../../src/generated/datamodel.js';
import { graph } from '../../../src/kernel/graph/shape.js';
import { newId } from '../../../src/kernel/ids.js';
import type { InputField, InputShape } from '../../../src/kernel/input.js';
import type { Random } from '../oracle/random.js';
import { awkwardNumbers, awkwardTexts } from './awkward.js';

type Input = Readonly<Record<string, unknown>>;

/** Ids of objects that exist, by entity. */
export type Ids = ReadonlyMap<string, readonly string[]>;

const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes inputs, by what their fields are declared to be. */
export class Inputs {
  private readonly random: Random;
  private readonly ids: Ids;
  constructor(random: Random, ids: Ids) {
    this.random = random;
    this.ids = ids;
  }

  /** The input with some of its fields changed, left out, or added. */
  varied(shape: InputShape, given: Input): Input {
    const names = this.random.some(Object.keys(shape), 1 + this.random.below(3));
    const changes = names.map((name): readonly [string, unknown] => {
      const field = shape[name]!;
      if (name in given && !field.required && this.random.chance(0.2)) return [name, undefined];
      return [name, this.changed(field, given[name])];
    });
    const all = { ...given, ...Object.fromEntries(changes) };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  /** Another value in the place of one; or one where there is none. */
  private changed(field: InputField<unknown>, given: unknown): unknown {
    const { type, required } = field;
    if (!required && this.random.chance(0.1)) return null;
    if (given === undefined || given === null || this.random.chance(0.2)) return this.made(field, 3);
    if (type.kind === 'object' && isInput(given)) return this.varied(type.shape, given);
    if (type.kind === 'oneOf' && isInput(given)) return this.other(type.shape(), given);
    if (type.kind === 'list' && Array.isArray(given)) return this.relisted(type.of, type.max, given);
    return this.made(field, 3);
  }

  private other(shape: InputShape, given: Input): unknown {
    const [name, value] = Object.entries(given)[0]!;
    return shape[name] && this.random.chance(0.7)
      ? { [name]: this.changed(shape[name], value) ?? value }
      : this.choice(shape, 3);
  }

  private relisted(of: InputField<unknown>, max: number, given: readonly unknown[]): readonly unknown[] {
    const dice = this.random.next();
    if (dice < 0.15) return [];
    if (dice < 0.3) return [...given, ...given];
    if (dice < 0.35) return Array.from({ length: max + 1 }, () => given[0] ?? this.made(of, 2));
    if (dice < 0.5) return given.toReversed();
    return given.map((one) => (this.random.chance(0.5) ? (this.changed(of, one) ?? one) : one));
  }

  /** A value made of nothing but the declaration, nested to some depth. */
  private made({ type }: InputField<unknown>, depth: number): unknown {
    const { random } = this;
    switch (type.kind) {
      case 'scalar':
        if (type.scalar === 'Int') return random.pick(awkwardNumbers);
        if (type.scalar === 'Boolean') return random.chance(0.5);
        return random.pick([...awkwardTexts, ...plausible]);
      case 'enum':
        return random.pick(enums[type.enum]!.values).name;
      case 'ref':
        return this.reference(type.entity);
      case 'list':
        return Array.from({ length: depth > 0 ? random.below(3) : 0 }, () => this.made(type.of, depth - 1));
      case 'object':
        return this.whole(type.shape, depth);
      case 'oneOf':
        return this.choice(type.shape(), depth);
    }
  }

  /** An input made of nothing but its declaration. */
  whole(shape: InputShape, depth: number): Input {
    const entries = Object.entries(shape)
      .filter(([, { required }]) => required || (depth > 0 && this.random.chance(0.4)))
      .map(([name, field]) => [name, this.made(field, depth - 1)] as const);
    return Object.fromEntries(entries);
  }

  /** One field of those of which exactly one is given; at the bottom one that nests no deeper. */
  private choice(shape: InputShape, depth: number): Input {
    const all = Object.entries(shape);
    const flat = all.filter(([, { type }]) => type.kind === 'scalar' || type.kind === 'object');
    const [name, field] = this.random.pick(depth > 0 || flat.length === 0 ? all : flat);
    return { [name]: this.made(field, depth - 1) };
  }

  /** A reference to something of the entity, to something else, to nothing, or by a key. */
  reference(entity: string): Input {
    const { random } = this;
    const shape = graph().get(entity)!;
    const own = this.ids.get(entity) ?? [];
    const dice = random.next();
    if (dice < 0.5 && own.length > 0) return { id: random.pick(own) };
    if (dice < 0.6) return { id: random.pick(this.ids.get(random.pick([...this.ids.keys()]))!) };
    if (dice < 0.7) return { id: `${shape.entity.id!}_990101_${newId()}` };
    if (dice < 0.75) return { id: random.pick(awkwardTexts) };
    const keys = Object.entries(shape.entity.naturalKeys ?? {});
    const [name, key] = keys.length > 0 ? random.pick(keys) : [];
    if (key === undefined || dice > 0.95)
      return { externalKey: { tenant: random.pick(awkwardNumbers), key: random.pick(awkwardTexts) } };
    const value = (): string => random.pick([...awkwardTexts, ...plausible]);
    if (!key.inTenant && key.columns.length === 1) return { [name!]: value() };
    return {
      [name!]: {
        ...(key.inTenant ? { tenant: 990_101 } : {}),
        ...Object.fromEntries(key.columns.map((column) => [column, value()])),
      },
    };
  }
}

/** Texts of forms that fields ask for. */
const plausible: readonly string[] = [
  '990101',
  '990101001001',
  '510117',
  '2020-01-01',
  '2026-11-22',
  '2031-06-30',
  '1800.00',
  '0.01',
  '12.5',
  '100',
  '2026-03-15T04:00:00+08:00',
  '91510117MADEM0011H',
  '示例',
];

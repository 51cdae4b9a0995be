// The parties' ways to the graph: a client per key, and what goes wrong as sentences for people.
import { readFile } from 'node:fs/promises';
import { GraphError, Refused, Unreachable } from '../client/errors.js';
import { Graph, type PayloadOf, type TypedDocument, type Upload } from '../client/graph.js';

/** What the person at the terminal is told instead of an error's inside. */
export class Told extends Error {
  /** Code of the graph, where it answered. */
  readonly code: string | null;
  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

const roles = ['enterprise', 'community', 'street', 'treasurer'] as const;
type Role = (typeof roles)[number];

/** The parties of the story, each with its key. */
export type Parties = Readonly<Record<Role, Party>>;

/** One party: it asks and writes with its own key. */
export class Party {
  readonly #graph: Graph;
  readonly #url: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#graph = new Graph({ url, key, retries: 2 });
  }

  /** The answer to a document. @throws Told */
  ask<Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: NoInfer<Variables>,
  ): Promise<Result> {
    return this.#told(this.#graph.ask(document, variables));
  }

  /** The payload of a write that was accepted. @throws Told with every fault, each with its rule */
  write<Result, Input extends { readonly idempotencyKey: string }>(
    document: TypedDocument<Result, { input: Input }>,
    input: NoInfer<Input>,
  ): Promise<PayloadOf<Result>> {
    return this.#told(this.#graph.write(document, input));
  }

  /** Uploads a file, beside the graph. @returns its id @throws Told */
  upload(file: Upload, idempotencyKey: string): Promise<string> {
    return this.#told(this.#graph.upload(file, idempotencyKey));
  }

  async #told<Result>(answer: Promise<Result>): Promise<Result> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof Refused) throw new Told(error.message, error.faults[0]!.code);
      if (error instanceof GraphError)
        throw new Told(error.code === null ? `${this.#url} 未按 GraphQL 作答。` : error.message, error.code);
      if (!(error instanceof Unreachable)) throw error;
      throw new Told(
        `连不上 ${this.#url}。请先在另一个终端运行 npm start,待其显示地址后再试;其他地址请用 --url 指定。`,
      );
    }
  }
}

/** Reads the parties' keys. @throws Told where there is no such file, or a key is missing in it */
export async function partiesOf(url: string, file: string): Promise<Parties> {
  let keys: Partial<Record<string, unknown>>;
  try {
    keys = JSON.parse(await readFile(file, 'utf8')) as Partial<Record<string, unknown>>;
  } catch {
    throw new Told(
      `读不到密钥文件 ${file}。npm start 会写出它,并显示其位置(demo keys);其他位置请用 --keys 指定。`,
    );
  }
  return Object.fromEntries(
    roles.map((role) => {
      const key = keys[role];
      if (typeof key !== 'string') throw new Told(`密钥文件 ${file} 中没有角色 ${role} 的密钥。`);
      return [role, new Party(url, key)];
    }),
  ) as Parties;
}

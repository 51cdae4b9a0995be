// The parties' ways to the graph: a client per key, and what goes wrong as sentences for people.
import { readFile } from 'node:fs/promises';
import type { DocumentNode } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';

/** A document with the types that the generator worked out for it. */
export interface TypedDocument<Result, Variables> extends DocumentNode {
  __apiType?: (variables: Variables) => Result;
}

/** What the person at the terminal is told instead of an error's inside. */
export class Told extends Error {
  /** Code of the graph, where it answered. */
  readonly code: string | null;
  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

/** A fault of a write as every payload tells it. */
interface Fault {
  readonly path: readonly string[];
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
}

/** What every payload has beside its objects. */
export interface Payload {
  readonly replayed: boolean;
  readonly userErrors: readonly Fault[];
}

/** The payload of a mutation of one field. */
export type PayloadOf<Result> = NonNullable<Result[keyof Result]> & Payload;

const roles = ['enterprise', 'community', 'street', 'treasurer'] as const;
type Role = (typeof roles)[number];

/** The parties of the story, each with its key. */
export type Parties = Readonly<Record<Role, Party>>;

/** Says a fault with its rule, and where it is. */
function sentence({ code, rule, message, path }: Fault): string {
  return `${message}(${[rule ?? code, ...(path.length > 0 ? [path.join('.')] : [])].join(',')})`;
}

/** A file with what an upload says of it. */
export interface Upload {
  readonly kind: string;
  readonly fileName: string;
  /** Code of the division that it belongs to. */
  readonly division: string;
  readonly content: string;
}

/** What `POST /files` answers: the payload of `registerEvidenceFile`, or why the file was not taken. */
interface Uploaded {
  readonly data?: {
    readonly registerEvidenceFile: {
      readonly evidenceFile: { readonly id: string } | null;
      readonly userErrors: readonly Fault[];
    } | null;
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: Partial<Fault> }[];
}

/** One party: it asks and writes with its own key. */
export class Party {
  readonly #client: GraphQLClient;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#headers = { 'Accept-Language': 'zh-CN', Authorization: `Bearer ${key}` };
    this.#client = new GraphQLClient(url, { headers: this.#headers });
  }

  /** The answer to a document. @throws Told */
  async ask<Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: NoInfer<Variables>,
  ): Promise<Result> {
    try {
      return await this.#client.request<Result, Record<string, unknown>>(document, variables);
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** The payload of a write that was accepted. @throws Told with every fault, each with its rule */
  async write<Result, Input>(
    document: TypedDocument<Result, { input: Input }>,
    input: NoInfer<Input>,
  ): Promise<PayloadOf<Result>> {
    const answer = await this.ask(document, { input });
    const [payload] = Object.values(answer as object) as [PayloadOf<Result>];
    const { userErrors } = payload;
    if (userErrors.length > 0) throw new Told(userErrors.map(sentence).join('\n'), userErrors[0]!.code);
    return payload;
  }

  /** Uploads a file, beside the graph. @returns its id @throws Told */
  async upload({ kind, fileName, division, content }: Upload, idempotencyKey: string): Promise<string> {
    const place = new URL('files', this.#url);
    place.search = new URLSearchParams({ kind, fileName, division }).toString();
    const response = await fetch(place, {
      method: 'POST',
      headers: { ...this.#headers, 'Idempotency-Key': idempotencyKey },
      body: content,
    }).catch((error: unknown) => {
      throw this.#told(error);
    });
    const { data, errors = [] } = (await response.json()) as Uploaded;
    const { evidenceFile = null, userErrors = [] } = data?.registerEvidenceFile ?? {};
    if (evidenceFile !== null) return evidenceFile.id;
    const said = errors.map(({ message, extensions: { rule, code } }) => `${message}(${rule ?? code})`);
    throw new Told([...said, ...userErrors.map(sentence)].join('\n'));
  }

  #told(error: unknown): Told {
    if (error instanceof ClientError) {
      const errors = error.response.errors ?? [];
      const said = errors.map(({ message, extensions }) => {
        const { code, rule } = extensions as { code?: string; rule?: string };
        return `${message}(${rule ?? code})`;
      });
      const code = errors[0]?.extensions?.['code'];
      return new Told(
        said.join('\n') || `${this.#url} 未按 GraphQL 作答。`,
        typeof code === 'string' ? code : null,
      );
    }
    return new Told(
      `连不上 ${this.#url}。请先在另一个终端运行 npm start,待其显示地址后再试;其他地址请用 --url 指定。`,
    );
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

// The graph in a WeChat mini-program: `wx.request` as a promise, typed, with errors that a page can tell apart.

/** What a mini-program's runtime gives; `miniprogram-api-typings` declares all of it. */
interface Wx {
  request(options: {
    readonly url: string;
    readonly method: 'POST';
    readonly timeout: number;
    readonly header: Readonly<Record<string, string>>;
    readonly data: object;
    readonly success: (answer: {
      readonly statusCode: number;
      readonly data: unknown;
      readonly header: Readonly<Record<string, string>>;
    }) => void;
    readonly fail: (reason: { readonly errMsg: string }) => void;
  }): unknown;
}

/** The graph said no, or nobody answered (`code` is then null). 接口拒绝,或无应答(此时 code 为 null) */
export class GongzhiError extends Error {
  readonly code: string | null;
  readonly requestId: string | null;
  constructor(message: string, code: string | null, requestId: string | null) {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly requestId?: string };
}

/** Where to ask. A key must never stand in a mini-program: the token is what the owner's server gave this user. */
export interface Settings {
  readonly url: string;
  readonly token?: string;
  /** How often it is asked again where nobody answered, or the answer was "later". */
  readonly retries?: number;
  readonly wait?: (ms: number) => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A function that asks the graph: `const ask = gongzhi(wx, { url }); await ask<Data>(query, variables)`. */
export function gongzhi(wx: Wx, { url, token, retries = 3, wait = pause }: Settings) {
  const once = <Data>(query: string, variables: object) =>
    new Promise<{
      readonly answer: Answer<Data> | null;
      readonly laterMs: number | null;
      readonly said: string;
    }>((resolve) => {
      wx.request({
        url,
        method: 'POST',
        timeout: 35_000,
        header: {
          'content-type': 'application/json',
          'accept-language': 'zh-CN',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        data: { query, variables },
        success({ statusCode, data, header }) {
          const later = [429, 502, 503, 504].includes(statusCode);
          const seconds = Number(header['Retry-After'] ?? header['retry-after'] ?? 1);
          const answer = typeof data === 'object' ? (data as Answer<Data>) : null;
          resolve({ answer, laterMs: later ? seconds * 1000 : null, said: `HTTP ${statusCode}` });
        },
        fail: ({ errMsg }) => resolve({ answer: null, laterMs: 500, said: errMsg }),
      });
    });

  /** The data of an answer without errors. @throws GongzhiError */
  return async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
    for (let attempt = 0; ; attempt += 1) {
      const { answer, laterMs, said } = await once<Data>(query, variables);
      if (laterMs !== null && attempt < retries) {
        await wait(laterMs);
        continue;
      }
      const [error] = answer?.errors ?? [];
      if (answer?.data && !error) return answer.data;
      throw new GongzhiError(
        error?.message ?? said,
        error?.extensions?.code ?? null,
        answer?.extensions?.requestId ?? null,
      );
    }
  };
}

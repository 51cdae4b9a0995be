// The part of autocannon that is used here; its package comes without types, and is not there until a benchmark runs.
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Request {
    readonly method: 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: Request) => Request;
    readonly onResponse: (status: number, body: string) => void;
  }

  interface Client {
    setRequests(requests: Request[]): void;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly amount: number;
    readonly timeout: number;
    readonly sampleInt: number;
    readonly bailout: number;
    readonly requests: Request[];
    readonly setupClient: (client: Client) => void;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): EventEmitter;
}

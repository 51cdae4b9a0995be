// A wire to a database that a test cuts and mends.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a database. */
export interface Wire {
  /** The database's address by this way. */
  readonly url: string;
  /** Ends all connections, and lets none be made. */
  readonly cut: () => void;
  readonly mend: () => Promise<void>;
  readonly close: () => void;
}

/** Takes a database's address; returns a wire to it, whole. */
export async function wireTo(target: string): Promise<Wire> {
  const to = new URL(target);
  const open = new Set<Socket>();
  const make = (): Server =>
    createServer((from) => {
      const wire = connect(Number(to.port), to.hostname);
      for (const socket of [from, wire]) {
        open.add(socket);
        socket
          .on('error', () => {})
          .on('close', () => {
            open.delete(socket);
            from.destroy();
            wire.destroy();
          });
      }
      from.pipe(wire).pipe(from);
    });
  let proxy = make();
  const start = (port: number): Promise<void> =>
    new Promise((resolve) => proxy.listen(port, '127.0.0.1', () => resolve()));
  await start(0);
  const { port } = proxy.address() as AddressInfo;
  const cut = (): void => {
    proxy.close();
    open.forEach((socket) => socket.destroy());
  };
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: () => {
      proxy = make();
      return start(port);
    },
    close: cut,
  };
}

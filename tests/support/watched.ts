// What a server sees of the connections of its clients, told by the ports that they come from.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Abused } from './abusing.js';

/** A connection, with promises of what is going to happen to it. */
class Connection {
  reach!: () => void;
  readonly reached = new Promise<void>((resolve) => (this.reach = resolve));
  end!: () => void;
  readonly ended = new Promise<void>((resolve) => (this.end = resolve));
  isOver = false;
}

/** Watches the connections of a server from now on. */
export function watched(server: Server): Pick<Abused, 'reached' | 'ended'> {
  const known = new Map<number, Connection>();
  // A client may know of its connection before the server does.
  const from = (port: number): Connection => {
    const found = known.get(port) ?? new Connection();
    known.set(port, found);
    return found;
  };
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort!;
    // The port of one that is over may come again.
    if (known.get(port)?.isOver) known.delete(port);
    const connection = from(port);
    socket.once('close', () => {
      connection.isOver = true;
      connection.end();
    });
  });
  const reached = ({ socket }: IncomingMessage): void => from(socket.remotePort!).reach();
  server.on('request', reached).on('upgrade', reached);
  return { reached: (port) => from(port).reached, ended: (port) => from(port).ended };
}

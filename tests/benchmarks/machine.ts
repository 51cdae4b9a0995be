// The machine that numbers were taken on, and the command that took them.
import { cpus, totalmem } from 'node:os';
import { withClient } from '../../src/platform/database/databases.js';

/** Facts by name: date, processor, versions, command. */
export async function describeMachine(
  adminUrl: string,
  command: string,
): Promise<Readonly<Record<string, string>>> {
  const postgres = await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]!.server_version;
  });
  return {
    date: new Date().toISOString().slice(0, 16),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    PostgreSQL: postgres,
    command,
  };
}

/** The same as a list in Markdown. */
export async function machineOf(adminUrl: string, command: string): Promise<string> {
  const facts = Object.entries(await describeMachine(adminUrl, command));
  return facts.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

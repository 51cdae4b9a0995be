// `privacy status | add-key | rotate`: the keys of personal data at rest.
import type { Command } from 'commander';
import { addKey, keyRing } from '../platform/privacy/keys.js';
import { rotate, sealedBy } from '../platform/privacy/rotate.js';
import { tell, withPlatform } from './database.js';

/** Adds the command and its subcommands. */
export function addPrivacy(program: Command): void {
  const privacy = program
    .command('privacy')
    .description('the keys by which personal data are sealed at rest');
  privacy
    .command('status')
    .description(
      'tell how many values each key has sealed; fails where something is not sealed by a key that is there',
    )
    .action(async () => {
      const known = new Set(keyRing().all.map(({ id }) => id));
      const counted = await withPlatform(({ pool }) => sealedBy(pool));
      for (const { model, column, key, values } of counted)
        console.log(`${key ?? 'unsealed'}  ${values}  ${model}.${column}`);
      tell(`The key ${keyRing().newest.id} seals.`);
      if (counted.some(({ key }) => key === null || !known.has(key))) process.exitCode = 1;
    });
  privacy
    .command('add-key')
    .description('add a key to the file in the data directory; from now on it seals, and older ones open')
    .action(() => console.log(addKey()));
  privacy
    .command('rotate')
    .description(
      'seal anew what older keys sealed, batch after batch; it may be ended and goes on when it is called again',
    )
    .action(async () => {
      const stopping = new AbortController();
      process.once('SIGINT', () => stopping.abort());
      const { done, failed } = await withPlatform(({ pool }) =>
        rotate(pool, { signal: stopping.signal, told: (at) => tell(`  ${at.done} sealed anew …`) }),
      );
      for (const sentence of failed) console.error(sentence);
      console.log(String(done));
      if (failed.length > 0 || stopping.signal.aborted) process.exitCode = 1;
    });
}

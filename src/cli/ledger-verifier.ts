// The program for auditors: `verify` and `sample` in one file that needs Node and nothing else of the platform.
import { Command } from 'commander';
import { addSample } from './ledger-sample.js';
import { addVerify } from './verify.js';

const program = new Command('ledger-verifier')
  .description('共治 Gongzhi: verifies exported ledgers, and draws samples of them, without the platform.')
  .showHelpAfterError('(add --help for what the command takes)');
addVerify(program);
addSample(program);
try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

// What the environment says of tokens, read once by the first who asks.
import { readEnvironment, type Environment } from '../../kernel/config.js';

let known: Environment | undefined;

/** The environment, as it was when it was first asked for. */
export function settings(): Environment {
  return (known ??= readEnvironment());
}

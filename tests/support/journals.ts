// Strict readers of the journals of hledger and beancount: they foot every transaction and every assertion again.

/** What a journal says, footed: fen on the debit side by account and day. */
export interface Footed {
  readonly transactions: number;
  readonly assertions: number;
  /** Fen that the account holds at the end of the day, above zero on the debit side. */
  readonly at: (account: string, day: string) => bigint;
  readonly accounts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly days: readonly string[];
}

interface Posting {
  readonly account: string;
  readonly fen: bigint;
  readonly asserted: bigint | null;
  readonly line: number;
}

interface Entry {
  readonly day: string;
  readonly postings: Posting[];
  readonly line: number;
}

const fenOf = (text: string): bigint => {
  if (!/^-?\d+\.\d\d$/.test(text)) throw new Error(`no amount: ${text}`);
  return BigInt(text.replace('.', ''));
};

/** In the order of days, and within a day as they stand in the file. */
const inOrder = <T extends { readonly day: string }>(entries: readonly T[]): readonly T[] =>
  entries.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

const foot = (
  entries: readonly Entry[],
  accounts: Footed['accounts'],
  balances: readonly { day: string; account: string; fen: bigint; line: number }[],
): Footed => {
  const moves = new Map<string, { day: string; fen: bigint }[]>();
  const held = new Map<string, bigint>();
  let assertions = balances.length;
  for (const { day, postings, line } of inOrder(entries)) {
    const sum = postings.reduce((total, { fen }) => total + fen, 0n);
    if (sum !== 0n) throw new Error(`line ${line}: the transaction does not balance by ${sum} fen`);
    for (const { account, fen, asserted, line: place } of postings) {
      if (!accounts.has(account)) throw new Error(`line ${place}: ${account} is not declared`);
      moves.set(account, [...(moves.get(account) ?? []), { day, fen }]);
      held.set(account, (held.get(account) ?? 0n) + fen);
      if (asserted === null) continue;
      assertions += 1;
      if (held.get(account) !== asserted)
        throw new Error(`line ${place}: ${account} holds ${held.get(account)}, not ${asserted}`);
    }
  }
  const at = (account: string, day: string): bigint =>
    (moves.get(account) ?? []).reduce((sum, one) => (one.day <= day ? sum + one.fen : sum), 0n);
  for (const { day, account, fen, line } of balances) {
    if (!accounts.has(account)) throw new Error(`line ${line}: ${account} is not declared`);
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    if (at(account, before) !== fen)
      throw new Error(`line ${line}: ${account} holds ${at(account, before)}, not ${fen}`);
  }
  const days = [...new Set(entries.map(({ day }) => day))].sort();
  return { transactions: entries.length, assertions, at, accounts, days };
};

/** Reads a journal of hledger. @throws Error that names the first line which is wrong */
export const readHledger = (text: string): Footed => {
  const accounts = new Map<string, Readonly<Record<string, string>>>();
  const entries: Entry[] = [];
  let open: Entry | undefined;
  text.split('\n').forEach((content, i) => {
    const line = i + 1;
    if (content === '') return void (open = undefined);
    if (content.startsWith('; ') || /^ {4}; \w+: ?.*$/.test(content)) return;
    if (content === 'decimal-mark .' || content === 'commodity 1000.00 CNY') return;
    const declared = /^account (\S+(?: \S+)*)(?: {2}; (.+))?$/.exec(content);
    if (declared) {
      if (accounts.has(declared[1]!)) throw new Error(`line ${line}: declared twice`);
      const tags = (declared[2] ?? '').split(', ').map((tag) => tag.split(': ') as [string, string]);
      return void accounts.set(declared[1]!, Object.fromEntries(tags));
    }
    const head = /^(\d{4}-\d\d-\d\d) \* (?:\(\d+\) )?[^;]*$/.exec(content);
    if (head) return void entries.push((open = { day: head[1]!, postings: [], line }));
    const posting = /^ {4}(\S+(?: \S+)*) {2}(-?[\d.]+) CNY(?: = (-?[\d.]+) CNY)?$/.exec(content);
    if (!posting || !open) throw new Error(`line ${line}: not understood: ${content}`);
    const [, account, amount, asserted] = posting;
    open.postings.push({
      account: account!,
      fen: fenOf(amount!),
      asserted: asserted === undefined ? null : fenOf(asserted),
      line,
    });
  });
  return foot(entries, accounts, []);
};

/** An account of beancount: parts that begin with a capital letter or a digit, and have letters, digits and hyphens. */
const beancountAccount = /^(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z\d][\p{L}\p{Nd}-]*)+$/u;

/** Reads a journal of beancount. @throws Error that names the first line which is wrong */
export const readBeancount = (text: string): Footed => {
  const accounts = new Map<string, Record<string, string>>();
  const balances: { day: string; account: string; fen: bigint; line: number }[] = [];
  const entries: Entry[] = [];
  let open: Entry | undefined;
  let opened: Record<string, string> | undefined;
  text.split('\n').forEach((content, i) => {
    const line = i + 1;
    if (content === '') return void (open = undefined);
    if (/^option "\w+" "[^"]*"$/.test(content) || /^\d{4}-\d\d-\d\d commodity CNY$/.test(content)) return;
    const opening = /^\d{4}-\d\d-\d\d open (\S+) CNY$/.exec(content);
    if (opening) {
      if (!beancountAccount.test(opening[1]!)) throw new Error(`line ${line}: no account: ${opening[1]}`);
      if (accounts.has(opening[1]!)) throw new Error(`line ${line}: opened twice`);
      return void accounts.set(opening[1]!, (opened = {}));
    }
    const fact = /^ {2}([a-z]\w+): "((?:[^"\\]|\\["\\])*)"$/.exec(content);
    if (fact && (open ?? opened)) {
      if (!open) opened![fact[1]!] = fact[2]!;
      return;
    }
    const balance = /^(\d{4}-\d\d-\d\d) balance (\S+) {2}(-?[\d.]+) ~ 0\.00 CNY$/.exec(content);
    if (balance)
      return void balances.push({ day: balance[1]!, account: balance[2]!, fen: fenOf(balance[3]!), line });
    const head = /^(\d{4}-\d\d-\d\d) \* "(?:[^"\\]|\\["\\])*"(?: #reversal)?$/.exec(content);
    if (head) return void entries.push((open = { day: head[1]!, postings: [], line }));
    const posting = /^ {2}(\S+) {2}(-?[\d.]+) CNY$/.exec(content);
    if (!posting || !open) throw new Error(`line ${line}: not understood: ${content}`);
    open.postings.push({ account: posting[1]!, fen: fenOf(posting[2]!), asserted: null, line });
  });
  return foot(entries, accounts, balances);
};

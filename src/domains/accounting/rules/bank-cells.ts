// What single cells of a bank statement say: days, amounts, numbers of accounts, headers.

/** A text as it is compared: no spaces, full-width characters as their usual ones, letters in upper case. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** A header as it is compared: without its English and without the unit, which some banks put into it. */
export function headerKey(text: string): string {
  return comparable(text)
    .replace(/\[[^\]]*\]$/, '')
    .replace(/\((?:元|人民币|人民币元|CNY|RMB)\)$/, '');
}

/**
 * The day that a cell says, `2026-01-31`; null where it says none. The year stands first, as in every form that Chinese
 * banks write: 2026-01-31, 2026/1/31, 2026.1.31, 20260131, 2026年1月31日, each with or without a time behind it.
 */
export function dayIn(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})(?:[\s-]?\d{2}:?\d{2}(?::?\d{2})?)?$/.exec(plain) ??
    [];
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(found) ? found : null;
}

/**
 * The amount that a cell says, in fen; null where it says none, undefined where it cannot be read. Brackets and a minus
 * before or behind are below zero; a dash alone is nothing.
 */
export function fenIn(text: string): bigint | null | undefined {
  const plain = comparable(text)
    .replace(/^(?:CNY|RMB|人民币|¥)|元$/g, '')
    .replace(/[,,']/g, '');
  if (/^[-—/]*$/.test(plain)) return null;
  const [, open, sign = '', whole = '', part = '', behind = '', close] =
    /^(\()?([-+]?)¥?(\d{1,13})(?:\.(\d*))?(-?)(\))?$/.exec(plain) ?? [];
  if (whole === '' || (open === undefined) !== (close === undefined)) return undefined;
  const cents = part.replace(/0+$/, '');
  if (cents.length > 2) return undefined;
  const fen = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
  return open !== undefined || sign === '-' || behind === '-' ? -fen : fen;
}

/** Digits of an account's number, with the stars that stand for hidden ones. */
function accountDigits(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '');
}

/**
 * Whether what stands above the header names another account than this one. Banks name the account in a cell of its own
 * behind 账号, or in the same; parts of it may be hidden by stars.
 */
export function namesAnotherAccount(above: readonly (readonly string[])[], accountNo: string): boolean {
  const own = accountDigits(accountNo);
  if (!/^\d{8,}$/.test(own)) return false;
  const named = above.flatMap((row) =>
    row.flatMap((cell, i) => {
      const [, label, rest = ''] =
        /^(.*?(?:账号|帐号|账户号码))[::]?(.*)$/s.exec(cell.normalize('NFKC').trim()) ?? [];
      if (label === undefined || /对方|付款|收款/.test(label)) return [];
      const next = row.slice(i + 1).find((one) => one.trim() !== '') ?? '';
      const number = accountDigits(rest.trim() === '' ? next : rest);
      return /^[\d*]{8,}$/.test(number) ? [number] : [];
    }),
  );
  const fits = (number: string): boolean => new RegExp(`^${number.replaceAll(/\*+/g, '\\d*')}$`).test(own);
  return named.length > 0 && !named.some(fits);
}

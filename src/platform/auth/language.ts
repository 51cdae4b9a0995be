// Which of the two languages a caller reads.
import type { Language } from '../../kernel/caller.js';

/**
 * Reads an Accept-Language header (RFC 9110, 12.5.4).
 *
 * Takes the header, if there is one; returns `en` where English is preferred to Chinese, else `zh-CN`.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: Language = 'zh-CN';
  let bestQuality = 0;
  for (const item of (acceptLanguage ?? '').split(',')) {
    const match = /^\s*(zh|en|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(
      item,
    );
    const quality = match ? Number(match[2] ?? 1) : 0;
    // The first of equals wins, as browsers list by preference.
    if (quality <= bestQuality) continue;
    best = match![1]!.toLowerCase() === 'en' ? 'en' : 'zh-CN';
    bestQuality = quality;
  }
  return best;
}

// Names of divisions: their one spelling, and the short name people use.
import type { DivisionLevel } from '../../../generated/database.js';

/** Generic endings that a short name goes without. */
const endings = {
  PROVINCE: /(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/u,
  CITY: /(市|地区|盟)$/u,
  COUNTY: /(区|县|市|旗)$/u,
  TOWNSHIP: /(街道办事处|街道|镇|乡)$/u,
} as const satisfies Partial<Record<DivisionLevel, RegExp>>;

/** A name in Unicode NFC, without surrounding or doubled space. Rare characters stay as they are. */
export function normalName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
}

/**
 * The name without its generic ending: 唐昌镇 → 唐昌, 合兴社区居委会 → 合兴社区, 战旗村村委会 → 战旗村,
 * 玉皇村民委员会 → 玉皇村. A community keeps 社区 and a village 村, because people say them, and because a
 * community and a village of one town may share the rest.
 */
export function shortNameOf(name: string, level: DivisionLevel): string {
  const normal = normalName(name);
  if (level === 'VILLAGE') {
    const community = normal.replace(/(居民委员会|居委会)$/u, '');
    if (community !== normal) return community || normal;
    const village = normal.replace(/(村民委员会|村委会)$/u, '');
    if (village === normal || village === '') return normal;
    return /(村|社区)$/u.test(village) ? village : `${village}村`;
  }
  const short = normal.replace(endings[level], '');
  // 郊区 and 城区 are names of districts; one character alone is no name that people use.
  return [...short].length > 1 ? short : normal;
}

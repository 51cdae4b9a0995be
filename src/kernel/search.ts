// Search keys: what `search:` looks in, made of a name's text, its pinyin and its initials.
import { customPinyin, pinyin } from 'pinyin-pro';
import { allEntities } from './entity.js';

// Place names whose reading the dictionary gets wrong.
customPinyin({ 郫: 'pí', 郫都: 'pí dū', 郫筒: 'pí tǒng' });

/** Separates the spellings of a search key; a search text cannot contain it. */
const separator = '|';

/** A text as it is compared: NFC, lower case, without spaces. */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[\s|]/g, '');
}

/** The LIKE pattern that finds a text, compared by `searchText`, anywhere in a search key. */
export function patternOf(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/**
 * The pieces of a text that every search key which contains it has, as the database's "search_grams" makes them of the
 * keys: three characters, or the text itself where it has two, or one that is Chinese; none of a single letter.
 */
export function gramsOf(text: string): readonly string[] {
  const characters = [...text];
  if (characters.length < 3) return characters.length === 2 || text > '\u007f' ? [text] : [];
  return [...new Set(characters.slice(2).map((_, i) => characters.slice(i, i + 3).join('')))];
}

/** Spellings of one name: itself, its pinyin, its initials. */
function spellings(name: string): readonly string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  return [name, syllables.join(''), syllables.map((s) => (/^[a-z]+$/.test(s) ? s[0]! : s)).join('')].map(
    searchText,
  );
}

/**
 * The search key of a row, from the columns its entity declares in `search`.
 * @param row columns by name; texts or lists of texts, missing ones are skipped
 * @returns the distinct spellings, lower case, with `|` between and around them
 */
export function searchKeyOf(entityName: string, row: Readonly<Record<string, unknown>>): string {
  const columns = allEntities().get(entityName)?.search ?? [];
  const names = columns.flatMap((column) => (row[column] ?? []) as string | readonly string[]);
  const distinct = new Set(names.flatMap(spellings));
  return separator + [...distinct].join(separator) + separator;
}

// Texts in both languages, with places that parameters fill.

/** A text in both languages; `{name}` stands for a parameter, `{name:Enum}` for one or several values of an enum. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What fills the places of a text. */
export type Params = Readonly<Record<string, string | number>>;

/** A text with its places filled; values of an enum as people call them. */
export function filled(text: Text, params: Params, termOf: (type: string, value: string) => Text): Text {
  const fill = (language: keyof Text, separator: string): string =>
    text[language].replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, type?: string) => {
      const value = String(params[name] ?? '');
      if (type === undefined) return value;
      return value
        .split(/[,、]\s*/)
        .map((one) => termOf(type, one)[language])
        .join(separator);
    });
  return { zh: fill('zh', '、'), en: fill('en', ', ') };
}

/** The Chinese term at the end of a description, before it says how long a list can be; nothing where it has none. */
export function chineseOf(description: string): string {
  return /\S*[\u4e00-\u9fff]\S*(?=$| At most \d+\.$)/.exec(description)?.[0] ?? '';
}

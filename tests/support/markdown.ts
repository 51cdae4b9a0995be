// Reads the code blocks of a Markdown document, so that a test can do what the document says.

/** A fenced block: ```ts file=src/a.ts */
export interface Block {
  readonly language: string;
  /** What stands behind the language: `{ file: 'src/a.ts' }`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The blocks of a document, in their order. */
export const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', info = '', text = '']) => ({
      language,
      attributes: Object.fromEntries(
        [...info.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
      ),
      text,
    }),
  );

/** The part of a document from one heading to the next of the same rank. Throws where there is no such heading. */
export const chapterOf = (markdown: string, heading: string): string => {
  const start = markdown.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`no heading says: ${heading}`);
  const rank = /^#+ /.exec(heading)?.[0] ?? '';
  const body = markdown.slice(start + heading.length + 2);
  const end = body.search(new RegExp(`^${rank}`, 'm'));
  return end < 0 ? body : body.slice(0, end);
};

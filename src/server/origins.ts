/** Origins in the text of a variable, apart by spaces or commas, and what in it is none. */
export function readOrigins(text: string): {
  readonly origins: readonly string[];
  readonly wrong: readonly string[];
} {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const isOrigin = (part: string) => originOf(part) !== undefined;
  return {
    origins: parts.flatMap((part) => originOf(part) ?? []),
    wrong: parts.filter((part) => !isOrigin(part)),
  };
}

/** Also with the slash that a browser's address line adds. No letter that would end a directive. */
function originOf(text: string): string | undefined {
  const isPlain = /^https?:\/\/[\w.:[\]-]+\/?$/i.test(text);
  return isPlain ? URL.parse(text)?.origin : undefined;
}

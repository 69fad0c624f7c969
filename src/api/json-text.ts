import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';

/** Where and why a text is not JSON. */
export interface JsonFault {
  /** Characters before the fault. */
  readonly position: number;
  /** `comma expected`, without a full stop. */
  readonly reason: string;
}

/** The reason where lists and objects lie within each other too deep to be looked through. */
export const TOO_DEEP = 'too deeply nested';

/** A JSON value, or the first fault of the text. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

/** Parses JSON (RFC 8259); numbers beyond the double range become infinite. Never throws. */
export function parseJson(text: string): JsonResult {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, fault: findFault(text) };
  }
}

/** `JSON.parse` gives a position in some engines and for some faults only: look for it again. */
function findFault(text: string): JsonFault {
  const onError = (code: ParseErrorCode, position: number) => {
    throw new FirstFault({ position, reason: words(printParseErrorCode(code)) });
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (error instanceof FirstFault) return error.fault;
    // The visitor recurses: text nested some 10,000 deep exhausts the stack before it is done.
    if (!(error instanceof RangeError)) throw error;
  }
  return { position: 0, reason: TOO_DEEP };
}

/** Thrown to end the visit: a text of megabytes may have a fault at every letter. */
class FirstFault extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replace(/\B[A-Z]/g, ' $&').toLowerCase();
}

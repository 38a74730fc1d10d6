/** Bits of `characterClass`. */
export const digitClass = 1;
/** `a`–`z`, `A`–`Z`, and whatever is not ASCII. */
export const letterClass = 2;
/** Letters that are hexadecimal digits too. */
export const hexLetterClass = 4;
/** Characters that join pieces of one identifier, path or address: `. - _ ~ + / \ : %`. */
export const connectorClass = 8;

const asciiClasses = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (char >= '0' && char <= '9') asciiClasses[code] = digitClass;
  else if (/[a-fA-F]/.test(char))
    asciiClasses[code] = letterClass | hexLetterClass;
  else if (/[g-zG-Z]/.test(char)) asciiClasses[code] = letterClass;
  else if ('.-_~+/\\:%'.includes(char)) asciiClasses[code] = connectorClass;
}

/**
 * Class bits of a UTF-16 code unit; 0 for blanks, quotes, brackets, other separators and NaN (beyond the end). O(1).
 */
export function characterClass(code: number): number {
  return code >= 128 ? letterClass : asciiClasses[code] ?? 0;
}

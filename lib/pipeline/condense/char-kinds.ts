/** Kinds of characters below 128: 0 delimiter, 1 letter, 2 digit, 3 joiner (inside names, numbers and paths), 4 blank. */
export const KIND = new Uint8Array(128)
for (let c = 0; c < 128; c++) {
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) KIND[c] = 1
  else if (c >= 48 && c <= 57) KIND[c] = 2
  else if ('.-_/\\+%$~'.includes(String.fromCharCode(c))) KIND[c] = 3
  else if (c === 32 || c === 9) KIND[c] = 4
}

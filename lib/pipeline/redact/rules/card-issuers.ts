/** Issuer ranges and lengths, from the networks' public pages and ISO/IEC 7812: [first, last, prefix digits, lengths]. */
const RANGES: readonly (readonly [number, number, number, readonly number[]])[] = [
  [4, 4, 1, [13, 16, 19]], // Visa
  [51, 55, 2, [16]], // Mastercard
  [2221, 2720, 4, [16]], // Mastercard
  [34, 34, 2, [15]], // American Express
  [37, 37, 2, [15]], // American Express
  [6011, 6011, 4, [16, 17, 18, 19]], // Discover
  [644, 649, 3, [16, 17, 18, 19]], // Discover
  [65, 65, 2, [16, 17, 18, 19]], // Discover, RuPay
  [300, 305, 3, [14, 16, 17, 18, 19]], // Diners Club
  [3095, 3095, 4, [14, 16, 17, 18, 19]], // Diners Club
  [36, 36, 2, [14, 15, 16, 17, 18, 19]], // Diners Club
  [38, 39, 2, [14, 16, 17, 18, 19]], // Diners Club
  [3528, 3589, 4, [16, 17, 18, 19]], // JCB
  [2131, 2131, 4, [15]], // JCB, old
  [1800, 1800, 4, [15]], // JCB, old
  [62, 62, 2, [16, 17, 18, 19]], // UnionPay
  [81, 81, 2, [16, 17, 18, 19]], // UnionPay
  [5018, 5018, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [5020, 5020, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [5038, 5038, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [5893, 5893, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [6304, 6304, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [6390, 6390, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [6759, 6763, 4, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro
  [2200, 2204, 4, [16, 17, 18, 19]], // Mir
  [506099, 506198, 6, [16, 18, 19]], // Verve
  [637, 639, 3, [16]], // InstaPayment
  [5019, 5019, 4, [16]], // Dankort
  [606282, 606282, 6, [16]], // Hipercard
  [9792, 9792, 4, [16]], // Troy
]

/** Whether some network issues numbers of this beginning and length. */
export function isIssued(digits: string): boolean {
  return RANGES.some(([first, last, width, lengths]) => {
    const prefix = Number(digits.slice(0, width))
    return prefix >= first && prefix <= last && lengths.includes(digits.length)
  })
}

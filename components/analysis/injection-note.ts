/** How the engine words it among the gaps; once stored, words outside the vocabulary ("AI") are masked. */
const NOTE = /^Lines? (\d[\d, ]*(?: and \d+ more)?) holds? text that addresses an\b/

/** The numbers of the lines that speak to an AI, as words ("35", "3, 9 and 2 more"); null for any other gap. */
export function injectedLinesIn(gap: string): string | null {
  return NOTE.exec(gap)?.[1] ?? null
}

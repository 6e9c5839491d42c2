/** One measured figure. A bench prints it as a line of JSON, which `npm run bench` puts into its table. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** As in "at least 8": shown beside the figure, decides nothing. */
  target?: string
}

export function printFigure(figure: Figure): void {
  process.stdout.write(`${JSON.stringify({ figure })}\n`)
}

/** How large a questionnaire may be. A real one is far below each of these; a bomb is above one of them. */

export const MAX_FILE_BYTES = 10 * 1024 * 1024
/** What an archive may unpack to, all its files together, and how many files it may hold. */
export const MAX_UNPACKED_BYTES = 48 * 1024 * 1024
export const MAX_ENTRIES = 1_000
export const MAX_SHEETS = 60
/** Tags of all sheets together, cells of a CSV: what is read takes time, whatever the file weighs. */
export const MAX_TAGS = 1_500_000
export const MAX_CELLS = 400_000
/** Rows with something in them, in one table. */
export const MAX_ROWS = 10_000
/** Further right nothing is read: columns of questions stand on the left. */
export const MAX_COLUMNS = 200
export const MAX_QUESTIONS = 2_000
/** Of a cell; what is longer is cut when it is read, and stays as it is in the file. */
export const MAX_CELL = 8_000
/** What a spreadsheet keeps of a cell. */
export const MAX_WRITTEN_CELL = 32_000

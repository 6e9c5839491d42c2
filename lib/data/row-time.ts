import { z } from 'zod'

/** A time in a row that the database hands out as JSON. */
export const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

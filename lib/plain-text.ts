import { z } from 'zod'

/** Text of people that goes into mails and onto pages: no control or invisible signs, so that no header and no line hides in it. */

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

export const oneLine = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(HIDDEN, ' ').replace(/\s+/g, ' ').trim())
    .refine((text) => text !== '')

/** Keeps line feeds; several empty lines become one. */
export const paragraphs = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) =>
      text
        .replace(/\r\n?/g, '\n')
        .split('\n')
        .map((line) => line.replace(HIDDEN, ' ').trimEnd())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .refine((text) => text !== '')

import type { Prisma } from './generated/client.ts'

/** What a jsonb column gives: any JSON. Who reads it checks its shape. */
export type JsonValue = Prisma.JsonValue
export type InputJsonValue = Prisma.InputJsonValue
export type InputJsonObject = Prisma.InputJsonObject

import type { Prisma } from './generated/client.ts'

/** Whatever a jsonb column holds. Who reads it checks its shape. */
export type JsonValue = Prisma.JsonValue
export type InputJsonValue = Prisma.InputJsonValue
export type InputJsonObject = Prisma.InputJsonObject

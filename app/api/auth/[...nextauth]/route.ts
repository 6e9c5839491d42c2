import { answerAuth, answerAuthPost } from '#lib/auth/answer.ts'

export const GET = answerAuth
export const POST = answerAuthPost

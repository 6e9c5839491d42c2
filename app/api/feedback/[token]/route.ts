import { answerFeedbackLink } from '#lib/feedback-route.ts'

export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return answerFeedbackLink(request, (await params).token)
}

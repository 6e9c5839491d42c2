import { leadToPage, unsubscribeOneClick } from '#lib/notices/one-click.ts'

interface Context {
  params: Promise<{ token: string }>
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return leadToPage(request, (await params).token)
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return unsubscribeOneClick(request, (await params).token)
}

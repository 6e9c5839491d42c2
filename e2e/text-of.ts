/** What tells of what happens has no end: its first two seconds hold what it had to tell. */
export async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const end = Date.now() + 2_000
  let text = ''
  while (reader && Date.now() < end) {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), end - Date.now()))
    const piece = await Promise.race([reader.read(), late])
    if (!piece || piece.done) break
    text += piece.value
  }
  await reader?.cancel().catch(() => {})
  return text
}

/**
 * Where to go after signing in: a path of ours, never another host. Anything else becomes the first page of the
 * dashboard. Backslashes and control characters are refused because browsers read `/\host` as `//host`.
 */
export function safeCallbackUrl(value: string | readonly string[] | undefined): string {
  const fallback = '/analyze'
  if (typeof value !== 'string') return fallback
  const path = value.startsWith('http') ? pathOf(value) : value
  return /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(path) && !path.startsWith('/api/') ? path : fallback
}

function pathOf(url: string): string {
  try {
    const { pathname, search } = new URL(url)
    return pathname + search
  } catch {
    return ''
  }
}

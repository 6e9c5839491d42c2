import Link from 'next/link'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import type { Problem } from './problems.ts'

export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { happened, kept, todo, action, tone = 'problem' } = problem
  if (action === 'none' || !onRetry) return <Alert happened={happened} kept={kept} todo={todo} />
  return (
    <Alert
      tone={tone}
      happened={happened}
      kept={kept}
      todo={todo}
      actions={
        <>
          {action === 'sign-in' && (
            <Button asChild variant="primary">
              <a href="/sign-in" target="_blank" rel="noopener">
                Sign in in a new tab
              </a>
            </Button>
          )}
          {action === 'history' ? (
            <Button asChild>
              <Link href="/analyses" target="_blank">
                Open the history in a new tab
              </Link>
            </Button>
          ) : (
            <Button onClick={onRetry}>Try again</Button>
          )}
        </>
      }
    />
  )
}

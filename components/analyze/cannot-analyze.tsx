import { Alert } from '../ui/alert.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** For roles that only read. */
export function CannotAnalyze({ workspaceName }: { workspaceName: string }) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:px-6">
      <PageHeader title="Analyze" />
      <Alert
        tone="note"
        happened={`Your role in ${workspaceName} is viewer: you can read analyses, not start them.`}
        todo="Ask an owner or admin of the workspace for the role of a member."
      />
    </div>
  )
}

import { Alert } from '../ui/alert.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** For roles that do not manage the workspace. Shows nothing of its settings. */
export function CannotManage({ title, role, workspaceName }: { title: string; role: string; workspaceName: string }) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:px-6">
      <PageHeader title={title} />
      <Alert
        tone="note"
        happened={`Your role in ${workspaceName} is ${role}: owners and admins change these settings.`}
        todo="Ask one of them."
      />
    </div>
  )
}

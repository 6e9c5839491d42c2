import { Alert } from '../ui/alert.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** For rooms that a role may not even look at. Shows nothing of them. */
export function CannotManage({ title, role, workspaceName }: { title: string; role: string; workspaceName: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Alert
        tone="note"
        happened={`Your role in ${workspaceName} is ${role}: owners and admins open this page.`}
        todo="Ask one of them."
      />
    </>
  )
}

import { Alert } from '../ui/alert.tsx'

export interface WhoManagesProps {
  /** In words: "viewer". */
  role: string
  workspaceName: string
  /** The people who may change what is on this page. */
  managers: readonly { name: string | null; email: string; role: string }[]
}

/** For roles that may look and not change. Says who may. */
export function WhoManages({ role, workspaceName, managers }: WhoManagesProps) {
  return (
    <Alert
      tone="note"
      className="mb-6"
      happened={`You can look at this page and not change it: your role in ${workspaceName} is ${role}.`}
      todo={
        <>
          Owners and admins change these settings:{' '}
          {managers.map(({ name, email, role: theirs }, index) => (
            <span key={email}>
              {index > 0 && ', '}
              {name === null ? email : `${name} (${email})`}, {theirs}
            </span>
          ))}
          .
        </>
      }
    />
  )
}

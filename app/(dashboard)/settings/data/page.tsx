import type { Metadata } from 'next'
import { RetentionForm } from '#components/data-rights/retention-form.tsx'
import { TypedErasure } from '#components/data-rights/typed-erasure.tsx'
import { FreshDownload } from '#components/fresh-download.tsx'
import { DangerBox } from '#components/settings/danger-box.tsx'
import { Setting } from '#components/settings/setting.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { SharingSetting } from '#components/sharing/sharing-setting.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { entitlementsOf } from '#lib/billing/entitlements.ts'
import { findRetention } from '#lib/data/retention.ts'
import { listShareLinks } from '#lib/data/share-links.ts'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { NOTICE_DAYS } from '#lib/retention.ts'
import { requireMember } from '#lib/session.ts'
import { isSharingAllowed } from '#lib/sharing.ts'

export const metadata: Metadata = { title: 'Data' }

export default async function DataPage() {
  const { tenant, role, workspaceName, email } = await requireMember()
  const { days, announced } = await findRetention(tenant)
  const view = { days, announced: announced && { ...announced, effectiveAt: announced.effectiveAt.toISOString() } }
  const { plan } = await entitlementsOf(tenant)
  const manages = can(role, 'workspace:manage')
  return (
    <>
      <PageHeader
        title="Data"
        lead="How long things are kept, how to take them with you, and how to have them erased."
      />
      {manages ? (
        <>
          <RetentionForm
            retention={view}
            noticeDays={NOTICE_DAYS}
            plan={{ name: plan.name, days: plan.limits.retentionDays }}
          />
          <SharingSetting {...(await sharingOf(tenant))} />
          <ExportWorkspace />
        </>
      ) : (
        <>
          <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'workspace:manage')} />
          <p className="border-t border-line py-6 text-base text-ink">
            New analyses are kept for {Math.min(days, plan.limits.retentionDays)} days.
          </p>
        </>
      )}
      <OwnData email={email} />
      {can(role, 'workspace:erase') && <EraseWorkspace name={workspaceName} />}
    </>
  )
}

async function sharingOf(tenant: Parameters<typeof listShareLinks>[0]) {
  const links = (await listShareLinks(tenant)).map((link) => ({
    ...link,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
  }))
  return { allow: await isSharingAllowed(tenant), links }
}

function ExportWorkspace() {
  return (
    <Setting
      id="export"
      title="Take everything with you"
      effect="One ZIP with all analyses, evidence, settings and the audit log, as JSON Lines and as CSV, with a manifest of hashes. Sealed secrets stay here."
    >
      <div>
        <FreshDownload href="/api/export">Export the workspace</FreshDownload>
      </div>
    </Setting>
  )
}

function OwnData({ email }: { email: string }) {
  return (
    <Setting
      id="own"
      title="What is kept of you"
      effect={`${email}: your account, your sessions, and audit events that name you. Analyses that you asked for belong to the workspace and stay with it, without your name.`}
    >
      <div className="flex flex-wrap gap-2">
        <FreshDownload href="/api/export/person">Export what is kept of me</FreshDownload>
        <TypedErasure
          button="Erase my account"
          title="Erase your account?"
          text="You leave every workspace, and your account is gone at once. A workspace that nobody else belongs to is erased with it. This cannot be undone."
          act="Erase my account"
          word={email}
          label={`Type ${email}`}
          erases="account"
          then="/sign-in"
        />
      </div>
    </Setting>
  )
}

function EraseWorkspace({ name }: { name: string }) {
  return (
    <DangerBox
      id="erase"
      title="Erase this workspace"
      effect="In a week: it is locked at once, nothing is received or analyzed, and an owner can undo it until then. Now: everything is gone when the page answers. Messages that were sent to your channels stay where they are; backups end by their stated time."
    >
      <div className="flex flex-wrap gap-2">
        <TypedErasure
          button="Lock now, erase in a week"
          title={`Lock ${name} and erase it in a week?`}
          text="Nothing is received or analyzed from now on. An owner can undo it for seven days."
          act="Lock it"
          word={name}
          label={`Type ${name}`}
          erases="workspace_in_a_week"
          then="/locked"
        />
        <TypedErasure
          button="Erase now"
          title={`Erase ${name} now?`}
          text="All analyses, sources, channels, members and the audit log are gone at once and for good. There is no undo."
          act="Erase it now"
          word={name}
          label={`Type ${name}`}
          erases="workspace_now"
          then="/sign-in"
        />
      </div>
    </DangerBox>
  )
}

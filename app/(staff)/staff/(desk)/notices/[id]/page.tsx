import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Setting } from '#components/settings/setting.tsx'
import { DraftActs } from '#components/staff/notices/notice-acts.tsx'
import { NoticeForm } from '#components/staff/notices/notice-form.tsx'
import { Reach } from '#components/staff/notices/notice-list.tsx'
import { NoticePreview } from '#components/staff/notices/notice-preview.tsx'
import { ResendMails } from '#components/staff/resend-mails.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { noticeOnDesk } from '#lib/notices/desk-page.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Notice' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function NoticePage({ params }: Props) {
  const [staff, { id }] = [await requireStaff('desk:work'), await params]
  const shown = await noticeOnDesk(staff, id)
  if (!shown) notFound()
  const { notice, topics, planned, earliestDay, contractual } = shown
  const { topic, subject, words, effectiveOn, signers, subscribers, unreached } = notice
  const draft = notice.sentAt === null
  return (
    <>
      <PageHeader title={subject} lead={<Reach {...notice} />} />
      <Setting id="preview" title={draft ? 'Preview' : 'What was sent'} effect="Plain text, without a picture.">
        <NoticePreview {...notice} contractual={contractual} />
        {draft && <DraftActs id={id} revision={notice.revision} mails={signers + subscribers} />}
      </Setting>
      {unreached.length > 0 && (
        <Setting id="unreached" title="Signers not reached" effect="The mail server refused, or the process ended.">
          <ul className="grid gap-1">
            {unreached.map(({ email, company, state }) => (
              <li key={`${email}${company}`} className="wrap-anywhere text-ink">
                {company}, {email}: {state === 'failed' ? 'given up' : 'unknown whether it went out'}
              </li>
            ))}
          </ul>
        </Setting>
      )}
      {!draft && ((notice.states.failed ?? 0) > 0 || (notice.states.unknown ?? 0) > 0) && (
        <ResendMails
          url={`/api/staff/notices/${id}/resend`}
          label="Send again to those not reached"
          text="Of an unknown one nobody knows whether it went out: such a reader may get it twice."
        />
      )}
      {draft && (
        <Setting id="edit" title="Change it" effect="The preview above shows what was saved.">
          <NoticeForm
            {...{ id, topic, topics, subject, words, planned, earliestDay }}
            effectiveOn={effectiveOn ?? ''}
          />
        </Setting>
      )}
    </>
  )
}

import type { Metadata } from 'next'
import { Setting } from '#components/settings/setting.tsx'
import { FirstListAct } from '#components/staff/notices/notice-acts.tsx'
import { NoticeForm } from '#components/staff/notices/notice-form.tsx'
import { NoticeList } from '#components/staff/notices/notice-list.tsx'
import { ObjectionList } from '#components/staff/notices/objection-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { noticeDesk } from '#lib/notices/desk-page.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Notices' }

export default async function NoticesPage() {
  const { notices, objections, standing, topics, now } = await noticeDesk(await requireStaff('desk:work'))
  const { difference, listToldAt, version, otherTexts, planned, earliestDay } = standing
  return (
    <>
      <PageHeader
        title="Notices"
        lead="What subscribers and signers are told. Subprocessors and versions of the agreement are announced 30 days ahead, and signers may object until then."
      />
      <Setting id="objections" title="Objections" effect="Due before the day on which the notice takes effect.">
        <ObjectionList objections={objections} now={now} />
      </Setting>
      <Setting
        id="standing"
        title="What differs from what was told"
        effect={listToldAt ? `The list of subprocessors was told last on ${listToldAt}.` : 'No list was told yet.'}
      >
        <p className="measure whitespace-pre-line wrap-anywhere text-ink">
          {difference === '' ? 'No subprocessor differs.' : difference}
        </p>
        <p className="measure text-ink">
          {otherTexts === 0
            ? `No agreement in force has another text than version ${version}.`
            : `Agreements in force with another text than version ${version}: ${otherTexts}. Announce the version; what was signed stays as it is.`}
        </p>
        {listToldAt === null && <FirstListAct />}
      </Setting>
      <Setting id="new" title="Draft a notice" effect="Nothing is sent before it was previewed.">
        <NoticeForm
          {...{
            id: null,
            topic: 'subprocessors',
            topics,
            subject: '',
            words: '',
            effectiveOn: '',
            planned,
            earliestDay,
          }}
        />
      </Setting>
      <Setting id="notices" title="Drafts and notices" effect="One that was sent is not changed any more.">
        <NoticeList notices={notices} />
      </Setting>
    </>
  )
}

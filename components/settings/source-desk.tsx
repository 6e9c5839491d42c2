'use client'

import { useEffect, useState } from 'react'
import { DeliveryList } from '../deliveries/delivery-list.tsx'
import type { ShownDelivery } from '../deliveries/shown-delivery.ts'
import { DisconnectSource } from './disconnect-source.tsx'
import { ReplaceSecret } from './replace-secret.tsx'
import { forgetSecret, heldSecret } from './secret-once.ts'
import { SetupSteps } from './setup-steps.tsx'
import type { ShownSource } from './source-client.ts'
import type { SourceGuide } from './source-guide.ts'
import { guideOf } from './source-guides.ts'
import { TestEventCommand } from './test-event-command.tsx'

export interface SourceDeskProps {
  source: ShownSource
  deliveries: readonly ShownDelivery[]
}

/** What the parts of a source's page share: the source as it is now, and its secret while this tab still knows it. */
export interface SourceParts {
  source: ShownSource
  guide: SourceGuide
  secret: string | null
  onSource(source: ShownSource): void
  onSecret(secret: string): void
}

/** One source: how to set it up, how to try it, what arrives, and the end of it. */
export function SourceDesk({ source: given, deliveries }: SourceDeskProps) {
  const [source, setSource] = useState(given)
  const [secret, setSecret] = useState(() => heldSecret(given.id))
  useEffect(() => () => forgetSecret(given.id), [given.id])
  const guide = guideOf(source.kind)
  const parts = guide && { source, guide, secret, onSource: setSource, onSecret: setSecret }
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="grid min-w-0 content-start">
        {parts && (
          <>
            <SetupSteps {...parts} folded={deliveries.length > 0} />
            <TestEventCommand {...parts} />
          </>
        )}
      </div>
      <div className="min-w-0 xl:sticky xl:top-16 xl:self-start">
        <DeliveryList sourceId={source.id} initial={deliveries} />
      </div>
      <div className="grid min-w-0 content-start">
        {parts && <ReplaceSecret {...parts} />}
        <DisconnectSource id={source.id} name={source.name} />
      </div>
    </div>
  )
}

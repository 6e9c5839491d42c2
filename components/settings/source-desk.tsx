'use client'

import { useEffect, useState } from 'react'
import type { SourceFacts } from '#lib/source-kinds/source-facts.ts'
import { DeliveryList } from '../deliveries/delivery-list.tsx'
import type { ShownDelivery } from '../deliveries/shown-delivery.ts'
import { Alert } from '../ui/alert.tsx'
import { usePolled } from '../use-polled.ts'
import { DisconnectSource } from './disconnect-source.tsx'
import { refusalSentence } from './refusals.ts'
import { ReplaceSecret } from './replace-secret.tsx'
import { forgetSecret, type HeldSecret, heldSecret } from './secret-once.ts'
import { SetupSteps } from './setup-steps.tsx'
import { type Made, type ShownSource, sourceUrl } from './source-client.ts'
import { SourceOptions } from './source-options.tsx'
import { TestEventCommand } from './test-event-command.tsx'

export interface SourceDeskProps {
  source: ShownSource
  /** Null for a kind that this version does not know: a row of a newer one. */
  facts: SourceFacts | null
  deliveries: readonly ShownDelivery[]
}

/** What the parts of a source's page hold in common: the source as it is now, and its secret while this tab still knows it. */
export interface SourceParts {
  source: ShownSource
  facts: SourceFacts
  held: HeldSecret | null
  onSource(source: ShownSource): void
  onMade(made: Made): void
}

/** One source: how to set it up, how to try it, what arrives, and the end of it. */
export function SourceDesk({ source: given, facts, deliveries }: SourceDeskProps) {
  const [source, setSource] = useState(given)
  const [held, setHeld] = useState(() => heldSecret(given.id))
  useEffect(() => () => forgetSecret(given.id), [given.id])
  const onMade = ({ source: changed, ...secrets }: Made) => {
    setSource(changed)
    setHeld(secrets)
  }
  const parts = facts && { source, facts, held, onSource: setSource, onMade }
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="grid min-w-0 grid-cols-1 content-start">
        {parts && <SetupSteps {...parts} folded={deliveries.length > 0} />}
        {parts && <TestEventCommand {...parts} />}
      </div>
      <div className="grid min-w-0 content-start gap-4 border-t border-line pt-5 xl:sticky xl:top-12 xl:row-span-2 xl:self-start">
        <DeliveryList sourceId={source.id} initial={deliveries} />
        <Refusals source={given} />
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start">
        {parts && <SourceOptions {...parts} />}
        {parts && <ReplaceSecret {...parts} />}
        <DisconnectSource id={source.id} name={source.name} />
      </div>
    </div>
  )
}

const readRefused = (json: unknown) => (json as { source: ShownSource }).source.refused

/** Deliveries that came to this address and did not prove themselves. Live: it is what a person with a wrong secret looks for. */
function Refusals({ source }: { source: ShownSource }) {
  const { value } = usePolled(sourceUrl(source.id), source.refused, readRefused)
  if (value === null) return null
  return (
    <Alert
      tone="note"
      happened={refusalSentence(value)}
      kept="Nothing of it was kept."
      todo="If you sent it: compare the secret at the sender with the one given here."
    />
  )
}

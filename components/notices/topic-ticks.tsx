export interface TopicChoice {
  topic: string
  name: string
}

/** Plain boxes: pages of visitors load no more script than that. */
export function TopicTicks({ choices, chosen }: { choices: readonly TopicChoice[]; chosen: readonly string[] }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 text-base font-medium text-ink">What you want to be told of</legend>
      {choices.map(({ topic, name }) => (
        <label key={topic} className="flex min-h-8 items-start gap-2 py-0.5 text-base text-ink">
          <input
            type="checkbox"
            name="topics"
            value={topic}
            defaultChecked={chosen.includes(topic)}
            className="mt-1 size-4 accent-[var(--color-accent)]"
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

export const topicsOf = (form: HTMLFormElement): string[] => new FormData(form).getAll('topics').map(String)

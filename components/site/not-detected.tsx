import { Prose } from './prose.tsx'

export function NotDetected({ list }: { list: readonly string[] }) {
  return (
    <Prose>
      <ul>
        {list.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
    </Prose>
  )
}

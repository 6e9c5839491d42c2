import { TokenButton } from '../site/token-button.tsx'

export function ConfirmRequestForm({ token }: { token: string }) {
  return <TokenButton token={token} url="/api/requests/confirm" label="Confirm the request" primary />
}

export function WithdrawForm({ token }: { token: string }) {
  return <TokenButton token={token} url="/api/requests/withdraw" label="It was not me: delete it" />
}

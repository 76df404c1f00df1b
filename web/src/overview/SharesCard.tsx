import { Link } from 'wouter'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Status } from '../api/types'
import { Icon } from '../parts/Icon'
import { Button, buttonClass, Card, Empty } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './Overview.module.css'

type Share = Status['shares'][number]

export function SharesCard({ shares }: { shares: Share[] }) {
  const words = useWords()
  return (
    <Card
      title={words.overview.shares}
      actions={
        <Link href="/settings?section=folders" className={buttonClass({ look: 'quiet', small: true })}>
          <Icon name="plus" size={17} />
          {words.overview.addFolder}
        </Link>
      }
    >
      {shares.length === 0 && <Empty small hint={words.overview.emptyHint} />}
      <ul className={css.list}>
        {shares.map((share) => (
          <ShareRow key={share.name} share={share} />
        ))}
      </ul>
    </Card>
  )
}

export function ShareRow({ share, children }: { share: Share; children?: React.ReactNode }) {
  const words = useWords()
  const formats = useFormats()
  const act = useAct()
  const told = useTold()
  const t = words.overview
  const scan = () =>
    act(async () => {
      await ask('POST /shares/{name}/scan', { path: { name: share.name } })
      await refresh('status')
    }, t.rescanned)
  const facts = [
    t.files(formats.number(share.files), share.files),
    share.watching && t.shareModes[share.watching],
    share.lastScanAt && t.scanned(formats.ago(share.lastScanAt)),
  ].filter(Boolean)
  return (
    <li>
      <Icon name="folder" />
      <div className={css.grow}>
        <strong>{share.name}</strong>{' '}
        <span className={css.badge} data-tone={{ online: 'good', offline: 'bad', pending: undefined }[share.state]}>
          {t.shareStates[share.state]}
        </span>
        <p className={css.path} title={share.path ?? undefined}>
          {share.path}
        </p>
        <p className={css.soft}>{told(share, 'reason') || facts.join(' · ')}</p>
      </div>
      <Button
        icon="refresh"
        look="quiet"
        small
        aria-label={`${t.rescan}: ${share.name}`}
        title={t.rescan}
        onClick={() => void scan()}
      />
      {children}
    </li>
  )
}

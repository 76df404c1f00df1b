import { useSession } from '../api/queries'
import { Problem } from '../parts/Problem'
import { Skeleton } from '../parts/parts'
import { Browsers } from './Browsers'
import { Password } from './Password'
import { PrivatePhotos } from './PrivatePhotos'

/** Private photos and their PIN; where people sign in, their password and browsers too. */
export function Security() {
  const { data, error, refetch } = useSession()
  if (error && !data) return <Problem error={error} onRetry={refetch} />
  if (!data?.vault) return <Skeleton height="12rem" />
  return (
    <>
      <PrivatePhotos session={data} vault={data.vault} />
      {data.needed && data.by === 'session' && <Browsers />}
      {data.needed && data.passwordSet && <Password />}
    </>
  )
}

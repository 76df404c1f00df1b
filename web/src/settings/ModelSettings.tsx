import { useStatus } from '../api/queries'
import { Catalog } from '../models/Catalog'
import { Meaning } from '../models/Meaning'
import { Server } from '../models/Server'
import { Tune } from '../models/Tune'
import { useModels } from '../models/useModels'
import { EngineCard } from '../overview/EngineCard'
import { Problem } from '../parts/Problem'
import { Skeleton } from '../parts/parts'

/** How the model is doing, which others there are, and who else could do its work. */
export function ModelSettings() {
  const { data: status } = useStatus()
  const { data: models, error, refetch } = useModels()
  return (
    <>
      {status ? <EngineCard engine={status.engine} /> : <Skeleton height="14rem" />}
      {!models && (error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height="18rem" />)}
      {models && (
        <>
          <Catalog models={models} />
          <Server models={models} />
          <Tune models={models} />
          <Meaning models={models} />
        </>
      )}
    </>
  )
}

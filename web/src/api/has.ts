import { useQuery } from '@tanstack/react-query'
import { request } from './client'

type Operation = { parameters?: { name: string; in: string }[] }
interface Document {
  paths: Record<string, Record<string, Operation | undefined>>
}

function useOperation(method: 'get' | 'post' | 'patch', path: string): Operation | undefined {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: () => request('GET', 'openapi.json') as Promise<Document>,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data?.paths[`/api/v1${path}`]?.[method]
}

/**
 * Whether the api has a route that not every version has, by its own document; false until that is known. What depends
 * on it is left out rather than shown broken.
 */
export function useApiHas(method: 'get' | 'post' | 'patch', path: string): boolean {
  return useOperation(method, path) !== undefined
}

/** The parameters that a route takes; undefined until that is known. */
export function useParametersOf(path: string): ReadonlySet<string> | undefined {
  const operation = useOperation('get', path)
  return operation && new Set((operation.parameters ?? []).flatMap((each) => (each.in === 'query' ? [each.name] : [])))
}

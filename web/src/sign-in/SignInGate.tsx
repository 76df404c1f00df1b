import { type ReactNode, useEffect } from 'react'
import { onWanted } from '../api/client'
import { live } from '../api/live'
import { queries, useSession } from '../api/queries'
import { SignIn } from './SignIn'

localStorage.removeItem('albumen.token') // earlier versions kept one here

/** Lets in whoever may come in; others see how to. Without an answer the app is shown, which says that there is none. */
export function SignInGate({ children }: { children: ReactNode }) {
  const { data, error } = useSession()
  const inside = data ? data.signedIn : error ? true : undefined
  useEffect(() => {
    if (inside) live.open()
    else live.close()
  }, [inside])
  // A session can end while one looks.
  useEffect(
    () =>
      onWanted((wanted) => {
        if (wanted === 'sign-in') void queries.invalidateQueries({ queryKey: ['session'] })
      }),
    [],
  )
  if (inside === undefined) return null
  const link = location.pathname.endsWith('/sign-in') ? location.hash.slice(1) : ''
  // A link also opens for whoever has forgotten the password on the browser that is still signed in.
  if (data?.needed && (!inside || link)) return <SignIn passwordSet={data.passwordSet} link={link} />
  return children
}

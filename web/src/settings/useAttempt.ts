import { refresh } from '../api/queries'
import { useSay } from '../parts/Toasts'
import { explain } from '../sign-in/explain'
import { useWords } from '../words/words'

/** Says in the owner's language what did not work. */
export function useAttempt() {
  const words = useWords()
  const say = useSay()
  return async (form: HTMLFormElement, act: () => Promise<unknown>, done: string) => {
    try {
      await act()
      form.reset()
      say(done)
      await refresh('session', 'sessions')
    } catch (error) {
      say(explain(error, words.signIn.troubles), true)
    }
  }
}

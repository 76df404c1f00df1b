import { refresh } from '../api/queries'
import { useSay } from '../parts/Toasts'
import { useExplainSignIn } from '../sign-in/explain'
import { useWords } from '../words/words'

/** Says in the owner's language what did not work. */
export function useAttempt() {
  const words = useWords()
  const say = useSay()
  const explain = useExplainSignIn(words.signIn.troubles)
  return async (form: HTMLFormElement, act: () => Promise<unknown>, done: string) => {
    try {
      await act()
      form.reset()
      say(done)
      await refresh('session', 'sessions')
    } catch (error) {
      say(explain(error), true)
    }
  }
}

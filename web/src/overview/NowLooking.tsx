import { useEffect, useState } from 'react'
import { imageOf } from '../api/client'
import { type LiveAnswer, live } from '../api/live'
import { useWords } from '../words/words'
import { descriptionIn } from './growing-answer'
import css from './Overview.module.css'

/** An answer that no longer grows is not waited for longer than this; a small machine may look for minutes. */
const FORGOTTEN_MS = 300_000
const SHOWN = 2

/** The photos that are being looked at right now, with what the model has said of them so far. */
export function NowLooking() {
  const words = useWords()
  const answers = useLiveAnswers()
  if (answers.length === 0) return null
  return (
    <section className={css.now} aria-label={words.overview.now}>
      {answers.slice(0, SHOWN).map(({ photoId, answer }) => (
        <article key={photoId} className={css.nowPhoto}>
          <img className={css.nowPicture} src={imageOf(photoId, 'thumb')} alt="" decoding="async" />
          <p>
            <small>{words.overview.now}</small>
            <span className={css.nowText}>{descriptionIn(answer)}</span>
          </p>
        </article>
      ))}
    </section>
  )
}

function useLiveAnswers(): LiveAnswer[] {
  const [answers, setAnswers] = useState<(LiveAnswer & { at: number })[]>([])
  useEffect(() => {
    const without = (photoId: unknown, list: typeof answers) =>
      list.filter((each) => each.photoId !== photoId && Date.now() - each.at < FORGOTTEN_MS)
    const stopAnswers = live.onAnswer((answer) =>
      setAnswers((before) => {
        const known = before.findIndex((each) => each.photoId === answer.photoId)
        const grown = { ...answer, at: Date.now() }
        return known < 0 ? [...without(answer.photoId, before), grown] : before.with(known, grown)
      }),
    )
    const stopEvents = live.onEvent(({ type, data }) => {
      if (type === 'photo.analysed' || type === 'photo.failed') setAnswers((before) => without(data.photoId, before))
    })
    const timer = setInterval(() => setAnswers((before) => without(undefined, before)), FORGOTTEN_MS)
    return () => {
      stopAnswers()
      stopEvents()
      clearInterval(timer)
    }
  }, [])
  return answers
}

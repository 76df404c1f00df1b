import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import css from './parts.module.css'

/** Class names of those that hold. */
export const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ')

interface ButtonLook {
  icon?: IconName
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  small?: boolean
}

export const buttonClass = ({ look = 'plain', small = false }: ButtonLook, bare = false) =>
  classes(
    css.button,
    look !== 'plain' && css[look],
    look === 'danger' && css.quiet,
    small && css.small,
    bare && css.bare,
  )

export function Button({ icon, look, small, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook) {
  const looks = { ...(look ? { look } : {}), ...(small ? { small } : {}) }
  return (
    <button type="button" {...rest} className={classes(buttonClass(looks, !children), rest.className)}>
      {icon && <Icon name={icon} size={small ? 17 : 19} />}
      {children}
    </button>
  )
}

export function Card({
  title,
  actions,
  children,
  className,
}: {
  title?: string
  actions?: ReactNode
  children: ReactNode
  className?: string | undefined
}) {
  return (
    <section className={classes(css.card, className)} aria-label={title}>
      {(title || actions) && (
        <div className={css.cardHead}>
          {title && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}

export function Switch({
  checked,
  disabled = false,
  onChange,
  children,
}: {
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <label className={css.switch}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  )
}

export function Segments<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: Value
  choices: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere
    <div className={css.segments} role="group" aria-label={label}>
      {choices.map(([each, name]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChange(each)}>
          {name}
        </button>
      ))}
    </div>
  )
}

export function Empty({
  title,
  hint,
  small = false,
  children,
}: {
  title?: string
  hint?: string
  small?: boolean
  children?: ReactNode
}) {
  return (
    <div className={classes(css.empty, small && css.emptySmall)}>
      {title && <h2>{title}</h2>}
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}

/** The place of what is loading; nothing moves when it comes. */
export function Skeleton({ height, width = '100%' }: { height: string; width?: string }) {
  return <div className={css.skeleton} style={{ height, width }} aria-hidden="true" />
}

/** @param share 0 to 1 */
export function Bar({ share, label }: { share: number; label: string }) {
  const percent = Math.round(share * 1000) / 10
  return (
    <div
      className={css.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  )
}

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className={css.field}>
      {label}
      {children}
    </label>
  )
}

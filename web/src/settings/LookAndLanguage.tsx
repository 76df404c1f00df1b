import { applyTheme, THEMES, useTheme } from '../app/theme'
import { Card, Segments } from '../parts/parts'
import { LANGUAGES, type Language, useSpoken } from '../words/words'
import { DescriptionLanguage } from './DescriptionLanguage'

export function LookAndLanguage() {
  const { words, language, speak } = useSpoken()
  const theme = useTheme()
  return (
    <>
      <Card title={words.app.languages}>
        <Segments
          label={words.app.languages}
          value={language}
          onChange={speak}
          choices={Object.entries(LANGUAGES) as [Language, string][]}
        />
      </Card>
      <Card title={words.app.theme}>
        <Segments
          label={words.app.theme}
          value={theme}
          onChange={applyTheme}
          choices={THEMES.map((each) => [each, words.app.themes[each]] as const)}
        />
      </Card>
      <DescriptionLanguage />
    </>
  )
}

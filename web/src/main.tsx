import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { base } from './api/client'
import { queries } from './api/queries'
import { App } from './app/App'
import { recoverFromFailedLoads } from './app/failed-loads'
import { SignInGate } from './sign-in/SignInGate'
import './app/tokens.css'
import './app/base.css'
import { applyTheme } from './app/theme'
import { Toasts } from './parts/Toasts'
import { en } from './words/en'
import { firstLanguage, loadWords, Spoken } from './words/words'

applyTheme()
recoverFromFailedLoads()
const language = firstLanguage()
const first = { language, words: await loadWords(language).catch(() => en) }

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Spoken first={first}>
        <Router base={base.pathname.replace(/\/$/, '')}>
          <Toasts>
            <SignInGate>
              <App />
            </SignInGate>
          </Toasts>
        </Router>
      </Spoken>
    </QueryClientProvider>
  </StrictMode>,
)

/* Keeps what is being typed: every 20 seconds, when the page is left, and before signing out.
   Needs nothing: without this script the button "Keep as a draft" does the same. */
(function () {
  'use strict'
  const EVERY = 20000
  const where = document.body.dataset.drafts
  const forms = Array.from(document.querySelectorAll('form[data-draft]'))
  const SECRET = /password|secret|token|credential/i
  if (!where) return

  function typed (form) {
    const body = new FormData()
    for (const [name, value] of new FormData(form)) {
      const field = form.elements[name]
      const secret = field && field.type === 'password'
      const never = field && field.dataset && 'draftNever' in field.dataset
      if (typeof value !== 'string' || secret || never) continue
      if (SECRET.test(name) && name !== 'csrfmiddlewaretoken') continue
      body.append(name, value)
    }
    body.set('draft_form', form.dataset.draft)
    body.set('draft_quiet', '1')
    return body
  }

  function say (form, text) {
    const place = form.querySelector('[data-draft-state]')
    if (place) place.textContent = text(place.dataset)
  }

  async function save (form) {
    const state = form.draftState
    if (!state.changed || state.sent) return
    state.changed = false
    state.stop = new AbortController()
    try {
      const answer = await fetch(where, {
        method: 'POST', body: typed(form), redirect: 'manual', credentials: 'same-origin', signal: state.stop.signal
      })
      if (answer.status === 204) {
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
        say(form, words => words.kept.replace('{time}', time))
        document.dispatchEvent(new CustomEvent('amparo:active'))
      } else {
        state.changed = true
        say(form, words => answer.type === 'opaqueredirect' || answer.status === 403 ? words.signedOut : words.failed)
      }
    } catch (error) {
      if (state.sent) return
      state.changed = true
      say(form, words => words.failed)
    }
  }

  function leave (form) {
    const state = form.draftState
    if (state.changed && !state.sent && navigator.sendBeacon(where, typed(form))) state.changed = false
  }

  for (const form of forms) {
    form.draftState = { changed: false, sent: false, stop: null }
    const changed = () => { form.draftState.changed = true }
    form.addEventListener('input', changed)
    form.addEventListener('change', changed)
    form.addEventListener('submit', () => {
      form.draftState.sent = true
      if (form.draftState.stop) form.draftState.stop.abort()
    })
  }
  if (forms.length) {
    setInterval(() => forms.forEach(save), EVERY)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') forms.forEach(leave)
    })
    window.addEventListener('pagehide', () => forms.forEach(leave))
  }

  for (const signOut of document.querySelectorAll('form[data-sign-out]')) {
    signOut.addEventListener('submit', async event => {
      if (!forms.some(form => form.draftState.changed)) return
      event.preventDefault()
      const patience = new Promise(resolve => setTimeout(resolve, 3000))
      await Promise.race([Promise.all(forms.map(save)), patience])
      signOut.submit()
    })
  }
})()

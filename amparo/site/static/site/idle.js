/* Says one minute ahead that the session ends, and offers to stay. The server decides; this only warns. */
(function () {
  'use strict'
  const seconds = Number(document.body.dataset.idleSeconds)
  const warning = document.getElementById('idle')
  const ended = document.getElementById('idle-ended')
  if (!seconds || !warning) return
  const AHEAD = Math.min(60, seconds / 2)
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('activity') : null
  let seen = Date.now()

  function active (tell) {
    seen = Date.now()
    warning.hidden = true
    if (tell && tabs) tabs.postMessage('active')
  }

  function look () {
    const left = seconds - (Date.now() - seen) / 1000
    warning.hidden = left > AHEAD || left <= 0
    ended.hidden = left > 0
  }

  document.addEventListener('amparo:active', () => active(true))
  if (tabs) tabs.addEventListener('message', () => active(false))
  active(true)
  setInterval(look, 1000)

  warning.querySelector('[data-stay-signed-in]').addEventListener('click', async () => {
    const body = new FormData()
    body.set('csrfmiddlewaretoken', document.querySelector('input[name=csrfmiddlewaretoken]').value)
    try {
      const answer = await fetch(document.body.dataset.stay, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin' })
      if (answer.status === 204) active(true)
      else { seen = 0; look() }
    } catch (error) {
      // The warning stays; pressing again tries again.
    }
  })
})()

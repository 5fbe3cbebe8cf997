/* Leaving at once, by the button or by Shift three times, so that Back does not lead here again.
   Without this script the button is a plain link, and every form a plain form. */
(function () {
  'use strict'
  const door = document.querySelector('[data-leave]')
  const WITHIN = 3000
  let times = []

  function leave () {
    document.body.hidden = true
    document.title = ''
    location.replace(door.href)
  }
  door.addEventListener('click', event => { event.preventDefault(); leave() })
  document.addEventListener('keydown', event => {
    // Shift with a letter is a capital letter.
    if (event.key !== 'Shift') { times = []; return }
    if (event.repeat) return
    const now = Date.now()
    times = times.filter(each => now - each < WITHIN).concat(now)
    if (times.length >= 3) leave()
  })

  // No page of ours stays in the history: links replace, and forms come back in the same place.
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-in-place]')
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    location.replace(link.href)
  })
  document.addEventListener('submit', async event => {
    const form = event.target
    if (!form.matches('[data-in-place]')) return
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    try {
      const sent = { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'omit' }
      const answer = await fetch(form.action, sent)
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const main = document.getElementById('content')
      main.innerHTML = page.getElementById('content').innerHTML
      document.title = page.title
      const first = main.querySelector('[autofocus]') || main
      first.focus()
      scrollTo(0, 0)
    } catch {
      button.disabled = false
      form.submit()
    }
  })
  // Whatever a browser kept of this page is shown to nobody who comes back.
  addEventListener('pageshow', event => { if (event.persisted) location.reload() })
})()

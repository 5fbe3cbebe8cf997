/* Small comforts. Everything works without them. */
(function () {
  'use strict'
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) break
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText)
      button.nextElementSibling.textContent = button.dataset.copied
    })
  }
  for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false

  // Where there is room nothing is folded away, nor on paper; and an address may name a folded part.
  const open = parts => { for (const part of parts) part.open = true }
  if (matchMedia('(min-width: 62rem)').matches) open(document.querySelectorAll('.fold'))
  const named = () => {
    const part = document.getElementById(location.hash.slice(1))
    if (!part || !part.matches('.fold')) return
    open([part])
    part.scrollIntoView()
  }
  named()
  window.addEventListener('hashchange', named)
  let folded = []
  window.addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')]
    open(folded)
  })
  window.addEventListener('afterprint', () => { for (const part of folded) part.open = false })

  // What takes longer than two seconds says that it is being worked on.
  const working = document.getElementById('working')
  let patience
  const rest = () => { clearTimeout(patience); if (working) working.hidden = true }
  document.addEventListener('submit', event => {
    rest()
    // A form that its own script sends says itself how far it is.
    if (working && !event.defaultPrevented) patience = setTimeout(() => { working.hidden = false }, 2000)
  })
  window.addEventListener('pageshow', rest)

  // A list in which something is running looks again by itself; it counts as nobody's activity.
  const part = document.querySelector('[data-refresh]')
  const done = document.querySelector('[data-refreshed]')
  async function look () {
    if (!part.querySelector('[data-running]')) {
      if (done) done.textContent = done.dataset.refreshed
      return
    }
    try {
      const answer = await fetch(location.href, { headers: { 'X-By-Itself': '1' }, credentials: 'same-origin' })
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id)
      if (!fresh) return
      if (!part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes)
    } catch (error) {
      // No connection: the next look may find it again.
    }
    setTimeout(look, 2000)
  }
  if (part && part.querySelector('[data-running]')) setTimeout(look, 2000)
})()

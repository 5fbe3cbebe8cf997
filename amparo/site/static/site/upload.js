/* Shows how far a file has come, for anything that takes longer than two seconds, and stops one
   that is too large before it is sent. Without this script the form is sent as any other. */
(function () {
  'use strict'
  const PATIENCE = 2000

  function show (form, text, percent) {
    const place = form.querySelector('[data-upload-state]')
    const words = place.querySelector('[role=status]')
    place.hidden = !text
    // Set once, or a screen reader would say it at every step.
    if (words.textContent !== text) words.textContent = text
    place.querySelector('progress').hidden = percent === null
    place.querySelector('progress').value = percent || 0
  }

  function ready (form, isReady) {
    for (const button of form.querySelectorAll('button')) button.disabled = !isReady
  }

  function follow (request, form) {
    const next = request.status === 204 && request.getResponseHeader('Location')
    if (next) return window.location.assign(next)
    if (request.responseURL && request.responseURL !== window.location.href) {
      // The session ended on the way: the door says so.
      return window.location.assign(request.responseURL)
    }
    const fresh = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main')
    if (!fresh) return failed(form)
    document.querySelector('main').replaceWith(fresh)
    const first = fresh.querySelector('[role=alert]') || fresh
    first.focus()
    window.scrollTo(0, 0)
  }

  function failed (form) {
    ready(form, true)
    show(form, form.dataset.broken, null)
  }

  document.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('form[data-upload]')) return
    event.preventDefault()
    const files = Array.from(form.querySelectorAll('input[type=file]')).flatMap(input => Array.from(input.files))
    if (files.some(file => file.size > Number(form.dataset.most))) return show(form, form.dataset.tooLarge, null)
    const request = new XMLHttpRequest()
    let percent = 0
    const patience = setTimeout(() => show(form, form.dataset.sending, percent), PATIENCE)
    request.upload.addEventListener('progress', step => {
      percent = step.lengthComputable ? 100 * step.loaded / step.total : 0
      if (!form.querySelector('[data-upload-state]').hidden) show(form, form.dataset.sending, percent)
    })
    request.addEventListener('load', () => { clearTimeout(patience); follow(request, form) })
    request.addEventListener('error', () => { clearTimeout(patience); failed(form) })
    request.open('POST', window.location.href)
    request.setRequestHeader('X-Sent-By-Script', '1')
    const body = new FormData(form)
    show(form, '', null)
    ready(form, false)
    request.send(body)
  })
})()

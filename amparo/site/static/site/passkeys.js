/* Says in words when a passkey or security key does not answer; allauth only writes to the console. */
(function () {
  'use strict'
  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    for (const place of document.querySelectorAll('[data-passkey-trouble]')) place.hidden = false
  })
})()
